package dev.pke.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Turns data into the prompts of an evaluation, in a fixed order. */
public final class PromptSets {
    private PromptSets() {}

    /** The prompts that were edited themselves, for DS. */
    public static List<Prompt> edited(List<SafeEdit.Entry> records) {
        return records.stream()
                .map(one -> harmful(one, PromptKind.EDITED, one.attack(), one.safe()))
                .toList();
    }

    /**
     * Each record's attack and its four generalisations; the same text asked twice for one kind is
     * asked once.
     */
    public static List<Prompt> tested(List<SafeEdit.Entry> records) {
        List<Prompt> out = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (SafeEdit.Entry one : records) {
            List<Prompt> five =
                    List.of(
                            harmful(one, PromptKind.ATTACK, one.attack(), one.safe()),
                            harmful(one, PromptKind.ONLY_QUESTION, one.onlyQuestion(), ""),
                            harmful(one, PromptKind.OTHER_ATTACK, one.otherAttack(), ""),
                            harmful(one, PromptKind.OTHER_QUESTION, one.otherQuestion(), ""),
                            harmful(one, PromptKind.OTHER_BOTH, one.otherBoth(), ""));
            for (Prompt prompt : five) {
                if (seen.add(prompt.kind() + "\n" + prompt.text())) {
                    out.add(prompt);
                }
            }
        }
        return List.copyOf(out);
    }

    private static Prompt harmful(
            SafeEdit.Entry record, PromptKind kind, String text, String reference) {
        return new Prompt(
                record.id() + "/" + kind.wireName(), kind, record.category(), text, reference);
    }
}
