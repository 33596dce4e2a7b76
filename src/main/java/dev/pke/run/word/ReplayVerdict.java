package dev.pke.run.word;

/** What a replay found. */
public enum ReplayVerdict implements WireWord {
    PASS_BIT_EQUAL,
    PASS_WITHIN_TOLERANCE,
    FAIL,
    INCONCLUSIVE;

    /** Whether it found the same, to the bit or as near as the plan asks. */
    public boolean isPass() {
        return this == PASS_BIT_EQUAL || this == PASS_WITHIN_TOLERANCE;
    }

    public static ReplayVerdict of(String wire) {
        return WireWord.of(ReplayVerdict.class, wire);
    }
}
