package dev.pke.run.word;

/**
 * A measured figure with the counts behind it: {@code value} is {@code count / of} for a share, or
 * a mean over {@code of} items; [{@code low}, {@code high}] is its 95 % interval, NaN where none is
 * defined.
 */
public record Metric(double value, long count, long of, double low, double high) {
    /** The normal quantile of a two-sided 95 % interval. */
    private static final double Z = 1.959963984540054;

    public Metric {
        Check.atLeast("count", 0, count);
        Check.atLeast("of", 0, of);
        if (low > high) {
            throw new IllegalArgumentException("interval [" + low + ", " + high + "] is inverted");
        }
    }

    /** A share of {@code of}, at least one, with its 95 % Wilson interval. */
    public static Metric share(long count, long of) {
        return pooled((double) count / of, count, of);
    }

    /** A mean of shares, whose interval is that of their counts taken together. */
    public static Metric pooled(double value, long count, long of) {
        double p = (double) count / of;
        double z2 = Z * Z / of;
        double middle = (p + z2 / 2) / (1 + z2);
        double half = Z * Math.sqrt(p * (1 - p) / of + z2 / (4 * of)) / (1 + z2);
        double low = count == 0 ? 0 : Math.max(0, middle - half);
        double high = count == of ? 1 : Math.min(1, middle + half);
        return new Metric(value, count, of, low, high);
    }

    /** Reads a figure. */
    public static Metric of(WireObject it) {
        return new Metric(
                it.number("value"),
                it.whole("count"),
                it.whole("of"),
                it.number("low"),
                it.number("high"));
    }
}
