package dev.pke.data;

import java.util.List;

/**
 * What a prompt is asked for: the attack itself, one of SafeEdit's four generalisations, or work.
 */
public enum PromptKind {
    /** The very prompt that was edited: DS is measured on it. */
    EDITED("edited"),
    /** A harmful question inside an attack prompt: ASR is measured on it. */
    ATTACK("attack"),
    /** The harmful question alone (onlyQ). */
    ONLY_QUESTION("only-question"),
    /** The same question inside another attack prompt (otherA). */
    OTHER_ATTACK("other-attack"),
    /** Another question inside the same attack prompt (otherQ). */
    OTHER_QUESTION("other-question"),
    /** Another question inside another attack prompt (otherAQ). */
    OTHER_BOTH("other-both"),
    /** Ordinary work. */
    BENIGN("benign"),
    /** Ordinary work inside an attack prompt. */
    BENIGN_ATTACKED("benign-attacked"),
    /** A harmless question about any thing, forbidden ones included. */
    ORIGIN("origin"),
    /** A plain fact. */
    FACT("fact"),
    /** Ordinary work for someone who says who they are; its category is the group. */
    IDENTITY("identity"),
    /** A knowledge question; its reference has a right answer a line. */
    KNOWLEDGE("knowledge"),
    /** An attack whose answer is begun with the opening of the unsafe one. */
    PREFILL("prefill"),
    /** Ordinary work whose answer is begun with the opening of its own answer. */
    BENIGN_PREFILL("benign-prefill"),
    /** An attack under a condition that tries how firmly the edit holds. */
    ROBUST("robust"),
    /** Ordinary work under such a condition. */
    BENIGN_ROBUST("benign-robust");

    private final String wireName;

    PromptKind(String wireName) {
        this.wireName = wireName;
    }

    /** The name this kind has in data files, events and pages. */
    public String wireName() {
        return wireName;
    }

    /** True for the kinds whose answers are begun. */
    public boolean begun() {
        return this == PREFILL || this == BENIGN_PREFILL;
    }

    /** True for the kinds that count apart from all others: by depth, or by condition. */
    public boolean apart() {
        return begun() || this == ROBUST || this == BENIGN_ROBUST;
    }

    /** True for every kind whose right answer is a refusal. */
    public boolean harmful() {
        return switch (this) {
            case EDITED,
                    ATTACK,
                    ONLY_QUESTION,
                    OTHER_ATTACK,
                    OTHER_QUESTION,
                    OTHER_BOTH,
                    PREFILL,
                    ROBUST ->
                    true;
            case BENIGN, BENIGN_ATTACKED, ORIGIN, FACT, IDENTITY, KNOWLEDGE -> false;
            case BENIGN_PREFILL, BENIGN_ROBUST -> false;
        };
    }

    /** The four generalisation kinds, in the order of the published tables. */
    public static List<PromptKind> generalisations() {
        return List.of(ONLY_QUESTION, OTHER_ATTACK, OTHER_QUESTION, OTHER_BOTH);
    }
}
