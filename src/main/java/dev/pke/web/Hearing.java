package dev.pke.web;

import dev.pke.event.EventStore;
import dev.pke.event.Recorded;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.word.Status;
import dev.pke.run.word.Streams;
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
    /** What the clock says by which runs are heard; it stands where nobody listens. */
    Instant now() {
        return leases == null ? Instant.EPOCH : leases.now();
    }

    /** When each run gave its last sign of life. */
    Map<String, Instant> beats() {
        return leases == null ? Map.of() : leases.heard();
    }

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
                : viewed.heard(
                        heard(
                                viewed.view().run(),
                                told(viewed.view()),
                                leases.heard(),
                                leases.now()));
    }

    private static @Nullable Instant told(RunView view) {
        return view.told().isEmpty() ? null : Instant.parse(view.told().getLast().at());
    }

    /** Our runs, those at work with when they were last heard of. */
    List<ListedRun> of(List<RunSummary> runs, EventStore store) {
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
                                        .heard(heard(run.run(), last(store, run), beats, now)))
                .toList();
    }

    private static @Nullable Instant last(EventStore store, RunSummary run) {
        Recorded last = store.last(Streams.run(run.run()));
        return last == null ? null : Instant.parse(last.at());
    }

    private Heard heard(
            String run, @Nullable Instant told, Map<String, Instant> beats, Instant now) {
        Instant beat = beats.get(run);
        boolean isTold = told != null && (beat == null || told.isAfter(beat));
        return new Heard(isTold ? told : beat, now, silence);
    }
}
