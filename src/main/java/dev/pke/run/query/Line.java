package dev.pke.run.query;

import dev.pke.run.RunSummary;

/**
 * A run's line as a query sees it.
 *
 * @param name what it goes by here: its id, or the key of one recorded elsewhere
 * @param status its wire word, or {@code lost} where who asks knows that nothing is heard of it
 * @param from the log it was recorded in; "" for a run of ours
 */
public record Line(String name, RunSummary run, String status, String from) {
    /** A run of our own record. */
    public static Line of(RunSummary run) {
        return new Line(run.run(), run, run.status().wire(), "");
    }
}
