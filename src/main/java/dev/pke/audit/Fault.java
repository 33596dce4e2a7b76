package dev.pke.audit;

import java.util.Comparator;

/**
 * One thing that is wrong with a record.
 *
 * @param position the event it was found at, 0 if it is not about one event
 * @param what one plain line
 */
public record Fault(long position, String what) implements Comparable<Fault> {
    private static final Comparator<Fault> ORDER =
            Comparator.comparingLong((Fault f) -> f.position == 0 ? Long.MAX_VALUE : f.position)
                    .thenComparing(f -> f.what);

    @Override
    public int compareTo(Fault other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return position == 0 ? what : "position " + position + ": " + what;
    }
}
