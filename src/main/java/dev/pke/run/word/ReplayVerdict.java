package dev.pke.run.word;

/** What a replay found. */
public enum ReplayVerdict implements WireWord {
    PASS_BIT_EQUAL,
    PASS_WITHIN_TOLERANCE,
    FAIL,
    INCONCLUSIVE;

    public static ReplayVerdict of(String wire) {
        return WireWord.of(ReplayVerdict.class, wire);
    }
}
