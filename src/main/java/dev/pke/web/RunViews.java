package dev.pke.web;

import dev.pke.audit.ForeignRun;
import dev.pke.event.EventStore;
import dev.pke.run.RunRecord;
import dev.pke.run.RunView;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The views of runs that pages asked for last, so that a live page reads only what is new. Any
 * thread may ask.
 */
public final class RunViews {
    private static final int MOST_FACTS = 60_000; // of ~1 kB with their texts: the largest part

    private final EventStore store;
    private final ImportedRuns elsewhere;
    private final Map<String, RunView> kept = new LinkedHashMap<>(64, 0.75f, true);
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
            return foreign == null ? ViewedRun.ours(RunView.empty(run)) : ViewedRun.of(foreign);
        }
        RunView known = known(run);
        RunView now = (known == null ? RunView.empty(run) : known).further(store);
        keep(now);
        return ViewedRun.ours(now);
    }

    /** The run as of a position; without facts if it began later. */
    ViewedRun at(String run, long position) {
        return now(run).asOf(position);
    }

    private synchronized @Nullable RunView known(String run) {
        return kept.get(run);
    }

    private synchronized void keep(RunView view) {
        RunView before = kept.put(view.run(), view);
        facts += view.told().size() - (before == null ? 0 : before.told().size());
        var oldest = kept.values().iterator();
        while (facts > MOST_FACTS && kept.size() > 1) {
            facts -= oldest.next().told().size();
            oldest.remove();
        }
    }
}
