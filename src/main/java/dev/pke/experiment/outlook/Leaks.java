package dev.pke.experiment.outlook;

import dev.pke.data.Prompt;
import dev.pke.data.PromptKind;
import dev.pke.model.EditTask;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Whether what an edit is given is also what it is measured on. */
final class Leaks {
    private static final String NAME = "leaks";

    private Leaks() {}

    static Point of(EditTask task, List<Prompt> asked) {
        Set<String> edited = new HashSet<>();
        task.instances().forEach(each -> edited.add(plain(each.prompt())));
        Set<String> held = new HashSet<>();
        task.constraints().forEach(each -> held.add(plain(each.prompt())));
        long attacks =
                count(
                        asked,
                        edited,
                        each -> each.kind().harmful() && each.kind() != PromptKind.EDITED);
        long benign = count(asked, held, each -> !each.kind().harmful());
        if (attacks + benign == 0) {
            return Point.fine(NAME, "none: no prompt of the test is given to the edit");
        }
        return Point.caution(
                NAME,
                "the edit is given %d of the attacks and %d of the benign prompts it is measured on"
                        .formatted(attacks, benign));
    }

    private static long count(List<Prompt> asked, Set<String> given, Predicate<Prompt> which) {
        return asked.stream()
                .filter(which)
                .filter(each -> given.contains(plain(each.text())))
                .count();
    }

    /** Spacing and capitals make no other prompt. */
    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
