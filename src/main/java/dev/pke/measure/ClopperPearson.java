package dev.pke.measure;

/**
 * The exact interval of a rate (Clopper and Pearson, 1934): the rates under which a count as far
 * out as the seen one has at least α/2 of a chance on either side. Never too narrow, and it says
 * something where nothing or everything was counted.
 */
public final class ClopperPearson {
    private ClopperPearson() {}

    /**
     * The two-sided 95 % interval of {@code count} of {@code of}; [0, 1] of nothing.
     *
     * @throws IllegalArgumentException if the counts are no rate
     */
    public static Interval of(int count, int of) {
        return of(count, of, 0.05);
    }

    /** The two-sided interval that misses with at most {@code alpha}. */
    public static Interval of(int count, int of, double alpha) {
        if (count < 0 || of < count) {
            throw new IllegalArgumentException(count + " of " + of + " is not a rate");
        }
        Binomial draws = new Binomial(of);
        double tail = alpha / 2;
        double low =
                count == 0
                        ? 0
                        : Binomial.crossing(p -> tail - (1 - draws.atMost(count - 1, p)), 0, 1);
        double high = count == of ? 1 : Binomial.crossing(p -> draws.atMost(count, p) - tail, 0, 1);
        return new Interval(low, high);
    }
}
