package dev.pke.experiment.sweep;

import dev.pke.event.EventStore;
import dev.pke.event.Recorded;
import dev.pke.experiment.plan.Plan;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEventCodec;
import dev.pke.run.RunList;
import dev.pke.run.RunSummary;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What a record holds of a grid: the run of each cell, found by what the run's plan does. */
public final class GridRecord {
    /** The states of several runs of one cell, the one that counts first. */
    private static final List<CellState> FIRST =
            List.of(
                    CellState.DONE,
                    CellState.AT_WORK,
                    CellState.CUT_OFF,
                    CellState.CANCELLED,
                    CellState.FAILED);

    private final Map<String, Found> byDigest = new HashMap<>();

    /** A cell's state and, where there is one, its run. */
    public record Found(CellState state, @Nullable RunSummary run) {}

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
                    record.take(
                            Plan.digest(registered.plan()), new Found(state(line, silent), line));
                }
            }
        }
        return record;
    }

    private void take(String digest, Found found) {
        byDigest.merge(
                digest,
                found,
                (one, other) ->
                        Comparator.<Found>comparingInt(each -> FIRST.indexOf(each.state()))
                                                .compare(one, other)
                                        < 0
                                ? one
                                : other);
    }

    private static CellState state(RunSummary line, Predicate<String> silent) {
        return switch (line.status()) {
            case FINISHED -> CellState.DONE;
            case FAILED -> CellState.FAILED;
            case CANCELLED -> CellState.CANCELLED;
            case RUNNING -> silent.test(line.run()) ? CellState.CUT_OFF : CellState.AT_WORK;
        };
    }

    /** What has become of a cell. */
    public Found of(Cell cell) {
        return byDigest.getOrDefault(cell.digest(), new Found(CellState.OPEN, null));
    }
}
