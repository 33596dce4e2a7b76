package dev.pke.audit;

import java.util.Comparator;

/**
 * One thing that is wrong with a record.
 *
 * @param position the event it was found at, 0 if it is not about one event
 * @param what one plain line
 */
public record Finding(long position, String what) implements Comparable<Finding> {
    private static final Comparator<Finding> ORDER =
            Comparator.comparingLong((Finding f) -> f.position == 0 ? Long.MAX_VALUE : f.position)
                    .thenComparing(f -> f.what);

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return position == 0 ? what : "position " + position + ": " + what;
    }
}
