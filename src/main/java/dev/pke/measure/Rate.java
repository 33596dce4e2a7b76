package dev.pke.measure;

/**
 * A rate with the counts it comes from and its 95 % Wilson interval.
 *
 * <p>Wilson (1927): with p = count/of, n = of and z the normal quantile, the interval is {@code (p
 * + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)}. With nothing counted the value is NaN and the
 * interval [0, 1]: nothing is known.
 *
 * @param value the rate, in [0, 1], or NaN when {@code of} is 0
 * @param count how many
 * @param of out of how many
 * @param low the interval's lower end
 * @param high the interval's upper end
 */
public record Rate(double value, int count, int of, double low, double high) {
    /** The normal quantile of a two-sided 95 % interval. */
    private static final double Z = 1.959963984540054;

    /** Checks the counts. */
    public Rate {
        if (count < 0 || of < count) {
            throw new IllegalArgumentException(count + " of " + of + " is not a rate");
        }
    }

    /** The rate {@code count / of}. */
    public static Rate of(int count, int of) {
        return of(count, of, of == 0 ? Double.NaN : (double) count / of);
    }

    /**
     * A mean of rates, told as {@code value}, whose interval is that of the pooled counts shifted
     * to nothing: the pooled interval itself.
     */
    public static Rate of(int count, int of, double value) {
        if (of == 0) {
            return new Rate(Double.NaN, 0, 0, 0, 1);
        }
        double p = (double) count / of;
        double z2 = Z * Z / of;
        double middle = (p + z2 / 2) / (1 + z2);
        double half = Z * Math.sqrt(p * (1 - p) / of + z2 / (4 * of)) / (1 + z2);
        double low = count == 0 ? 0 : Math.max(0, middle - half);
        double high = count == of ? 1 : Math.min(1, middle + half);
        return new Rate(value, count, of, low, high);
    }
}
