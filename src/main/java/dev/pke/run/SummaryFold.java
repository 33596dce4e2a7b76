package dev.pke.run;

import dev.pke.event.Recorded;
import dev.pke.run.RunEvent.RunRegistered;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/** The runs' table: for one run a {@link RunSummary}, which changes as the run goes on. */
public final class SummaryFold extends ReadModel<RunSummary> {
    public SummaryFold() {
        super(
                "runs",
                Set.of(
                        "run-registered.v1",
                        "stage-started.v1",
                        "stage-finished.v1",
                        "evaluation-finished.v1",
                        "region-chosen.v1",
                        "checkpoint-saved.v1",
                        "run-finished.v1",
                        "run-failed.v1",
                        "run-cancelled.v1",
                        "run-resumed.v1",
                        "replayed.v1",
                        "noted.v1",
                        "tagged.v1"));
    }

    /** The summary as of the last event folded, or null before the run is registered. */
    public static @Nullable RunSummary summary(Entries<RunSummary> state) {
        return state.last();
    }

    @Override
    protected @Nullable RunSummary entry(Entries<RunSummary> state, Fact fact, Recorded event) {
        if (fact instanceof RunRegistered registered) {
            return SummaryDraft.of(registered, event).build(event);
        }
        RunSummary last = state.last();
        if (last == null) {
            return null;
        }
        SummaryDraft draft = new SummaryDraft(last);
        switch (fact) {
            case RunEvent step -> draft.apply(step, event);
            case ReviewEvent said -> draft.apply(said);
            case BundleImported _ -> {}
        }
        return draft.build(event);
    }

    @Override
    protected Class<RunSummary> form(String key) {
        return RunSummary.class;
    }
}
