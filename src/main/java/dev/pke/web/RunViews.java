package dev.pke.web;

import dev.pke.audit.ForeignRun;
import dev.pke.event.EventStore;
import dev.pke.event.Recorded;
import dev.pke.run.RunRecord;
import dev.pke.run.RunView;
import dev.pke.run.word.Streams;
import dev.pke.web.inside.LossBands;
import dev.pke.web.inside.LossTables;
import dev.pke.web.inside.LossWindow;
import dev.pke.web.seen.Intervals;
import dev.pke.web.seen.Refusal;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The views of runs that pages asked for last, so that a live page reads only what is new. Any
 * thread may ask.
 */
public final class RunViews {
    private static final int MOST_FACTS = 120_000; // of ~1 kB with their texts: the largest part
    private static final int FAR = 50_000; // what is read in about a quarter of a second

    private final EventStore store;
    private final ImportedRuns elsewhere;
    private final Map<String, RunView> kept = new LinkedHashMap<>(64, 0.75f, true);
    private final Set<String> fetched = new HashSet<>();
    private final LossTables losses = new LossTables();
    private final Intervals intervals = new Intervals();
    private long facts;

    public RunViews(EventStore store, ImportedRuns elsewhere) {
        this.store = store;
        this.elsewhere = elsewhere;
    }

    /**
     * The run as it is now; without facts if it does not exist. An id that no run of ours has
     * stands for the latest imported run of that id, with its own log's positions.
     */
    public ViewedRun now(String run) {
        if (!RunRecord.holds(store, run)) {
            ForeignRun foreign = elsewhere.find(run);
            return foreign == null
                    ? ViewedRun.ours(RunView.empty(run))
                    : ViewedRun.of(foreign).with(intervals);
        }
        RunView known = kept(run);
        RunView now = (known == null ? RunView.empty(run) : known).further(store);
        keep(now);
        return ViewedRun.ours(now).with(intervals);
    }

    /** The same; a {@link Refusal} if it does not exist. */
    ViewedRun known(String run) {
        ViewedRun viewed = now(run);
        if (viewed.view().isEmpty()) {
            throw Refusal.noRun(run);
        }
        return viewed;
    }

    /** Whether so much of a run of ours is unread that nobody should wait for it. */
    boolean isFar(String run) {
        RunView known = kept(run);
        long read = known == null ? 0 : known.told().size();
        return !store.readStream(Streams.run(run), read + FAR, 1).isEmpty();
    }

    /** Reads a run aside; asked again meanwhile, it goes on with that. */
    void fetch(String run) {
        synchronized (fetched) {
            if (!fetched.add(run)) {
                return;
            }
        }
        Thread.ofVirtual()
                .name("reads " + run)
                .start(() -> {
                    try {
                        now(run);
                    } finally {
                        synchronized (fetched) {
                            fetched.remove(run);
                        }
                    }
                });
    }

    /** The run as of a position; without facts if it began later. */
    ViewedRun at(String run, long position) {
        return now(run).asOf(position);
    }

    /** What a window shows of a run's losses, in at most so many stretches. */
    LossBands losses(ViewedRun viewed, LossWindow window, int most) {
        return losses.of(viewed.view(), window, most);
    }

    /** The run that an event of ours is of; null where there is no such event or it is of none. */
    @Nullable ViewedRun ofEvent(long position) {
        Recorded event = store.at(position);
        String run = event == null ? null : Streams.runOf(event.stream());
        return run == null ? null : now(run);
    }

    private synchronized @Nullable RunView kept(String run) {
        return kept.get(run);
    }

    private synchronized void keep(RunView view) {
        RunView before = kept.put(view.run(), view);
        facts += view.told().weight() - (before == null ? 0 : before.told().weight());
        var oldest = kept.values().iterator();
        while (facts > MOST_FACTS && kept.size() > 1) {
            facts -= oldest.next().told().weight();
            oldest.remove();
        }
    }
}
