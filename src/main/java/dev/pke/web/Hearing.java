package dev.pke.web;

import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.word.Status;
import dev.pke.store.Leases;
import dev.pke.web.seen.Heard;
import dev.pke.web.seen.ListedRun;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * When each run that has not ended was last heard of: by its heartbeat or, where that is older or
 * there is none, by its last event.
 *
 * @param silence after which such a run is lost
 */
record Hearing(@Nullable Leases leases, Duration silence) {
    /** Writes that whoever sends a run's events is there. */
    void beat(String run) {
        if (leases != null) {
            leases.beat(run, "sent");
        }
    }

    /** The run with when it was last heard of. */
    ViewedRun of(ViewedRun viewed) {
        return leases == null
                ? viewed
                : viewed.heard(heard(viewed.view(), leases.heard(), leases.now()));
    }

    /** Our runs, those at work with when they were last heard of. */
    List<ListedRun> of(List<RunSummary> runs, RunViews views) {
        if (leases == null) {
            return runs.stream().map(ListedRun::ours).toList();
        }
        Map<String, Instant> beats = leases.heard();
        Instant now = leases.now();
        return runs.stream()
                .map(run ->
                        run.status() != Status.RUNNING
                                ? ListedRun.ours(run)
                                : ListedRun.ours(run)
                                        .heard(heard(views.now(run.run()).view(), beats, now)))
                .toList();
    }

    private Heard heard(RunView view, Map<String, Instant> beats, Instant now) {
        Instant beat = beats.get(view.run());
        Instant told = view.told().isEmpty() ? null : Instant.parse(view.told().getLast().at());
        boolean isTold = told != null && (beat == null || told.isAfter(beat));
        return new Heard(isTold ? told : beat, now, silence);
    }
}
