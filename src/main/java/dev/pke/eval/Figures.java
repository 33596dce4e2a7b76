package dev.pke.eval;

/**
 * Which set of figures an evaluation has. A plan says it, so that a replay of an old record has the
 * figures that the record has.
 */
public enum Figures {
    /** Rates by verdicts and exact answers. */
    FIRST,
    /** And how like the benign answers are, refusals that loop, and refusals by group. */
    SECOND,
    /**
     * And how fluent answers are, ordinary ones begun with the affirmative too, and what the
     * unedited model relearns.
     */
    THIRD;

    /** The set of this number, from 1. */
    public static Figures of(int number) {
        return values()[number - 1];
    }

    /** Its number. */
    public int number() {
        return switch (this) {
            case FIRST -> 1;
            case SECOND -> 2;
            case THIRD -> 3;
        };
    }

    /** Whether all that is in another set is in this one: sets only grow. */
    public boolean holds(Figures other) {
        return compareTo(other) >= 0;
    }
}
