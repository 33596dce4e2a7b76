package dev.pke.experiment.sweep;

import dev.pke.event.EventStore;
import dev.pke.event.Recorded;
import dev.pke.experiment.plan.Plan;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEventCodec;
import dev.pke.run.RunList;
import dev.pke.run.RunSummary;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** What a record holds of a grid: the run of each cell, found by what the run's plan does. */
public final class GridRecord {
    private final Map<String, Found> byDigest = new HashMap<>();

    private GridRecord() {}

    /** That of nothing at all. */
    public static GridRecord none() {
        return new GridRecord();
    }

    /**
     * Looks at the record as it is now.
     *
     * @param silent whether nothing was heard for too long of a run that has not ended
     */
    public static GridRecord of(EventStore store, RunList runs, Predicate<String> silent) {
        Map<String, RunSummary> lines = new HashMap<>();
        runs.newestFirst().forEach(line -> lines.put(line.run(), line));
        GridRecord record = new GridRecord();
        for (Recorded each : store.ofType(RunEventCodec.nameOf(RunRegistered.class), 0)) {
            if (RunEventCodec.decodeRun(each) instanceof RunRegistered registered) {
                RunSummary line = lines.get(registered.run());
                if (line != null) {
                    record.take(Plan.digest(registered.plan()), Found.of(line, silent));
                }
            }
        }
        return record;
    }

    private void take(String digest, Found found) {
        byDigest.merge(digest, found, (one, other) -> other.countsBefore(one) ? other : one);
    }

    /** What has become of a cell. */
    public Found of(Cell cell) {
        return byDigest.getOrDefault(cell.digest(), new Found(CellState.OPEN, null));
    }
}
