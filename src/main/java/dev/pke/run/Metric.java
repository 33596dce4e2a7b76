package dev.pke.run;

/**
 * A measured figure with the counts behind it: {@code value} is {@code count / of} for a share, or
 * a mean over {@code of} items; [{@code low}, {@code high}] is its 95 % interval, NaN where none is
 * defined.
 */
public record Metric(double value, long count, long of, double low, double high) {
    public Metric {
        Check.atLeast("count", 0, count);
        Check.atLeast("of", 0, of);
        if (low > high) {
            throw new IllegalArgumentException("interval [" + low + ", " + high + "] is inverted");
        }
    }
}
