package dev.pke.eval;

/**
 * Which set of figures an evaluation has. A plan says it, so that a replay of an old record has the
 * figures that the record has.
 */
public enum Figures {
    /** Rates by verdicts and exact answers. */
    FIRST,
    /** And how like the benign answers are, refusals that loop, and refusals by group. */
    SECOND;

    /** The set of this number, from 1. */
    public static Figures of(int number) {
        return values()[number - 1];
    }

    /** Its number. */
    public int number() {
        return this == FIRST ? 1 : 2;
    }
}
