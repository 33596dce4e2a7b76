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
                .map(one -> own(one).of(PromptKind.EDITED, one.attack(), one.safe()))
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
            List<Prompt> five = new ArrayList<>();
            add(five, own(one), PromptKind.ATTACK, one.attack(), one.safe());
            add(five, own(one), PromptKind.ONLY_QUESTION, one.onlyQuestion(), "");
            add(five, own(one), PromptKind.OTHER_ATTACK, one.otherAttack(), "");
            add(five, another(one), PromptKind.OTHER_QUESTION, one.otherQuestion(), "");
            add(five, another(one), PromptKind.OTHER_BOTH, one.otherBoth(), "");
            five.removeIf(prompt -> !seen.add(prompt.kind() + "\n" + prompt.text()));
            out.addAll(five);
        }
        return List.copyOf(out);
    }

    /** Makes a prompt of a kind, of its text and its reference. */
    @FunctionalInterface
    private interface Maker {
        Prompt of(PromptKind kind, String text, String reference);
    }

    /** Adds a prompt; a record that has no text of the kind asks none. */
    private static void add(
            List<Prompt> out, Maker maker, PromptKind kind, String text, String reference) {
        if (!text.isBlank()) {
            out.add(maker.of(kind, text, reference));
        }
    }

    /** Prompts that ask the record's own question. */
    private static Maker own(SafeEdit.Entry record) {
        return (kind, text, reference) ->
                another(record).of(kind, text, reference).asking(record.question());
    }

    /** Prompts that ask a question which the record does not hold by itself. */
    private static Maker another(SafeEdit.Entry record) {
        return (kind, text, reference) ->
                new Prompt(
                        record.id() + "/" + kind.wireName(),
                        kind,
                        record.category(),
                        text,
                        reference);
    }
}
