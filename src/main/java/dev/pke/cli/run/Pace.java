package dev.pke.cli.run;

import java.util.Locale;
import java.util.function.LongSupplier;

/** How long a piece of work will still take, by how long its parts took, and when to say so. */
final class Pace {
    /** A line now and then is enough for a log; the work that is over by then needs none. */
    private static final double SECONDS_A_LINE = 20;

    private final LongSupplier nanos;
    private String work = "";
    private long begun;
    private int first;
    private long said;

    /**
     * @param nanos a clock that only goes forward
     */
    Pace(LongSupplier nanos) {
        this.nanos = nanos;
        this.said = nanos.getAsLong();
    }

    /** ", about 40 s left", once that can be told; "" before. */
    String left(String of, int done, int all) {
        long now = nanos.getAsLong();
        if (!of.equals(work)) {
            work = of;
            begun = now;
            first = done;
            return "";
        }
        if (all <= done || done <= first) {
            return "";
        }
        double seconds = (now - begun) / 1e9 * (all - done) / (done - first);
        return seconds < 2
                ? ""
                : String.format(
                        Locale.ROOT,
                        seconds < 120 ? ", about %.0f s left" : ", about %.0f min left",
                        seconds < 120 ? seconds : seconds / 60);
    }

    /** Whether it is time for a line; then the next is due as long after it. */
    boolean isDue() {
        long now = nanos.getAsLong();
        if ((now - said) / 1e9 < SECONDS_A_LINE) {
            return false;
        }
        said = now;
        return true;
    }
}
