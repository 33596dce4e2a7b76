package dev.pke.experiment.sweep;

import dev.pke.event.EventStore;
import dev.pke.experiment.plan.Plan;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEventCodec;
import dev.pke.run.RunList;

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
        Map<String, Found> lines = new HashMap<>();
        runs.newestFirst().forEach(line -> lines.put(line.run(), Found.of(line, silent)));
        GridRecord record = new GridRecord();
        for (var each : store.ofType(RunEventCodec.nameOf(RunRegistered.class), 0)) {
            if (RunEventCodec.decodeRun(each) instanceof RunRegistered registered) {
                Found found = lines.get(registered.run());
                if (found != null) {
                    record.take(Plan.digest(registered.plan()), found);
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
