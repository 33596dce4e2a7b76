package dev.pke.measure;

/**
 * What a figure may be with a stated confidence, both ends included.
 *
 * @param low the lower end
 * @param high the upper end
 */
public record Interval(double low, double high) {
    /** Checks the order of the ends; neither may be NaN. */
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("[" + low + ", " + high + "] is no interval");
        }
    }

    /** Whether a figure lies within. */
    public boolean holds(double figure) {
        return low <= figure && figure <= high;
    }
}
