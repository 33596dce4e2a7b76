package dev.pke.experiment.plan;

import dev.pke.data.Prompt;
import dev.pke.data.SafeEdit;
import dev.pke.fault.UserError;
import dev.pke.judge.RefusalSigns;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** What is wrong with data before anything is measured with it. */
public final class Contamination {
    private Contamination() {}

    /**
     * Refuses records whose safe answers look less like refusals than their unsafe ones: a file
     * with the two swapped would be edited towards harm.
     */
    static void checkNotSwapped(Path file, List<SafeEdit.Entry> records) {
        long safe = count(records.stream().map(SafeEdit.Entry::safe).toList());
        long unsafe = count(records.stream().map(SafeEdit.Entry::unsafe).toList());
        if (unsafe > safe) {
            throw new UserError(
                    ("%s: of %d records %d unsafe answers look like refusals and %d safe ones: are"
                                    + " 'safe generation' and 'unsafe generation' swapped? If not, say"
                                    + " answers: as-given in the plan's edit.instances")
                            .formatted(file, records.size(), unsafe, safe));
        }
    }

    static void checkNotSwapped(Path file) {
        checkNotSwapped(file, SafeEdit.load(file));
    }

    private static long count(List<String> answers) {
        return answers.stream().filter(each -> RefusalSigns.refuses(each)).count();
    }

    /** How instances stand in the test: by their attack, or by their question alone. */
    static String ofInstances(List<SafeEdit.Entry> instances, List<SafeEdit.Entry> test) {
        Set<String> attacks = new HashSet<>();
        Set<String> questions = new HashSet<>();
        for (SafeEdit.Entry each : test) {
            attacks.add(plain(each.attack()));
            questions.add(plain(each.question()));
        }
        long same = instances.stream().filter(e -> attacks.contains(plain(e.attack()))).count();
        long asked =
                instances.stream().filter(e -> questions.contains(plain(e.question()))).count();
        List<String> words = new ArrayList<>();
        if (same > 0) {
            words.add(
                    "%d of %d instances are also attacks of the test"
                            .formatted(same, instances.size()));
        }
        if (asked > same) {
            words.add(
                    "%d of %d instances ask questions of the test"
                            .formatted(asked, instances.size()));
        }
        return String.join("; ", words);
    }

    /** How a pool that an edit holds on to stands in what is measured. */
    static String ofPool(List<Prompt> pool, List<Prompt> benign) {
        Set<String> asked = new HashSet<>();
        benign.forEach(each -> asked.add(plain(each.text())));
        long same = pool.stream().filter(each -> asked.contains(plain(each.text()))).count();
        return same == 0
                ? ""
                : "%d of %d prompts are also benign prompts of the test"
                        .formatted(same, pool.size());
    }

    /** What says whether a text holds a question of the test. */
    public static Predicate<String> asking(List<SafeEdit.Entry> test) {
        List<String> questions =
                test.stream()
                        .map(each -> plain(each.question()))
                        .filter(question -> !question.isEmpty())
                        .distinct()
                        .toList();
        return text -> questions.stream().anyMatch(plain(text)::contains);
    }

    /** How many of some texts stand there more than once. */
    static String ofTwice(List<String> texts) {
        Set<String> seen = new HashSet<>();
        long twice = texts.stream().filter(each -> !seen.add(plain(each))).count();
        return twice == 0
                ? ""
                : "%d of %d prompts stand there more than once".formatted(twice, texts.size());
    }

    /** Spacing and capitals make no other prompt. */
    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
