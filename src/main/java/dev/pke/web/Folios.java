package dev.pke.web;

import dev.pke.audit.ForeignRun;
import dev.pke.event.EventStore;
import dev.pke.event.Recorded;
import dev.pke.run.Streams;
import dev.pke.web.page.Folio;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads runs as of any position. Keeps the folios it made last, so that a live page folds only what
 * is new and a replay that goes forward never starts over. Any thread may ask.
 */
public final class Folios {
    private static final int KEPT = 96;
    private static final int PAGE = 2000;

    private record Key(String run, long position) {}

    private final EventStore store;
    private final ImportedRuns elsewhere;
    private final Map<Key, Folio> kept =
            new LinkedHashMap<>(KEPT, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Folio> eldest) {
                    return size() > KEPT;
                }
            };

    public Folios(EventStore store, ImportedRuns elsewhere) {
        this.store = store;
        this.elsewhere = elsewhere;
    }

    /**
     * The run as of a position; without events if it began later or does not exist. An id that no
     * run of ours has stands for the latest imported run of that id, with its own log's positions.
     */
    Folio at(String run, long position) {
        if (!isOurs(run)) {
            ForeignRun foreign = elsewhere.find(run);
            if (foreign != null || !Streams.isRun(run)) {
                return foreign == null ? Folio.empty(run) : Folio.of(foreign, position);
            }
        }
        Folio start = nearest(run, position);
        List<Recorded> events = new ArrayList<>();
        read(Streams.run(run), start.runVersion(), position, events);
        read(Streams.review(run), start.reviewVersion(), position, events);
        events.sort(Comparator.comparingLong(Recorded::position));
        Folio folio = start.plus(events);
        synchronized (kept) {
            kept.put(new Key(run, folio.position()), folio);
        }
        return folio;
    }

    /** The run as it is now. */
    public Folio now(String run) {
        return at(run, Long.MAX_VALUE);
    }

    private boolean isOurs(String run) {
        return Streams.isRun(run) && !store.readStream(Streams.run(run), 0, 1).isEmpty();
    }

    private Folio nearest(String run, long position) {
        Folio best = Folio.empty(run);
        synchronized (kept) {
            for (Folio each : kept.values()) {
                boolean fits = each.run().equals(run) && each.position() <= position;
                if (fits && each.position() > best.position()) {
                    best = each;
                }
            }
        }
        return best;
    }

    private void read(String stream, long after, long position, List<Recorded> into) {
        long version = after;
        while (true) {
            List<Recorded> page = store.readStream(stream, version, PAGE);
            for (Recorded event : page) {
                if (event.position() > position) {
                    return;
                }
                into.add(event);
                version = event.version();
            }
            if (page.size() < PAGE) {
                return;
            }
        }
    }
}
