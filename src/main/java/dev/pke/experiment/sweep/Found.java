package dev.pke.experiment.sweep;

import dev.pke.run.RunSummary;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Predicate;

/** What a record holds of a cell: its state and, where there is one, its run. */
public record Found(CellState state, @Nullable RunSummary run) {
    /** The states of several runs of one cell, the one that counts first. */
    private static final List<CellState> FIRST =
            List.of(
                    CellState.DONE,
                    CellState.AT_WORK,
                    CellState.CUT_OFF,
                    CellState.CANCELLED,
                    CellState.FAILED);

    /** A run, and whether nothing was heard for too long of one that has not ended. */
    static Found of(RunSummary line, Predicate<String> silent) {
        CellState state =
                switch (line.status()) {
                    case FINISHED -> CellState.DONE;
                    case FAILED -> CellState.FAILED;
                    case CANCELLED -> CellState.CANCELLED;
                    case RUNNING -> silent.test(line.run()) ? CellState.CUT_OFF : CellState.AT_WORK;
                };
        return new Found(state, line);
    }

    boolean countsBefore(Found other) {
        return FIRST.indexOf(state) < FIRST.indexOf(other.state);
    }
}
