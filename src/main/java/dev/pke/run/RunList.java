package dev.pke.run;

import dev.pke.event.EventStore;
import dev.pke.event.Recorded;
import dev.pke.run.facts.InOrder;
import dev.pke.run.word.Streams;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Every run in one line. Each question first asks the store for the {@link Milestone}s since the
 * last one, of which a log has about one in a hundred, so that an answer is never stale. Any thread
 * may ask.
 */
public final class RunList {
    /** So many events are read faster than asked for by their types. */
    private static final int FEW = 100;

    private final EventStore store;
    private final Map<String, RunSummary> runs = new HashMap<>();
    private final NavigableMap<Long, RunSummary> byStart = new TreeMap<>();
    private @Nullable List<RunSummary> newest; // as last asked for; null: not what it was
    private long reached;
    private @Nullable DamagedEvent damage;

    /** A list that is folded from the log. */
    public RunList(EventStore store) {
        this(store, List.of());
    }

    /** A list that goes on from lines that were folded before: all runs' as of one position. */
    public RunList(EventStore store, List<RunSummary> known) {
        this.store = store;
        for (RunSummary each : known) {
            put(each);
            reached = Math.max(reached, each.position());
        }
    }

    /** All runs, the newest first. */
    public synchronized List<RunSummary> newestFirst() {
        refresh();
        List<RunSummary> known = newest;
        if (known == null) {
            known = List.copyOf(byStart.descendingMap().values());
            newest = known;
        }
        return known;
    }

    /** All runs that were not put away, the newest first. */
    public List<RunSummary> shown() {
        return newestFirst().stream().filter(run -> run.review().archived() == null).toList();
    }

    /** The runs that began before a position, the newest first. */
    public synchronized Stream<RunSummary> newestBefore(long startedPosition) {
        refresh();
        return List.copyOf(byStart.headMap(startedPosition, false).descendingMap().values())
                .stream();
    }

    /** The ids of all runs, in the order they were registered. */
    public List<String> ids() {
        return newestFirst().reversed().stream().map(RunSummary::run).toList();
    }

    /** One run's line, or null. */
    public synchronized @Nullable RunSummary run(String id) {
        refresh();
        return runs.get(id);
    }

    /** This list; a {@link DamagedEvent} where an event of it can't be read. */
    public RunList whole() {
        DamagedEvent unreadable = damage();
        if (unreadable != null) {
            throw unreadable;
        }
        return this;
    }

    /** The event that can't be read, before which the list ends; null if all can be. */
    public synchronized @Nullable DamagedEvent damage() {
        refresh();
        return damage;
    }

    /** The position of the last event that the lines are made of; 0 if there is none. */
    public synchronized long position() {
        return runs.values().stream().mapToLong(RunSummary::position).max().orElse(0);
    }

    /** Takes in what was recorded since the last look; the lines that are not what they were. */
    public synchronized List<RunSummary> refresh() {
        // an event at or before the head is seen by every later read, of whichever type it is
        long head = store.head();
        Map<String, RunSummary> changed = new LinkedHashMap<>();
        if (head > reached && damage == null) {
            Iterator<Recorded> milestones = milestones(head);
            while (milestones.hasNext()) {
                Recorded event = milestones.next();
                if (event.position() > head) {
                    break;
                }
                try {
                    take(event, changed);
                } catch (DamagedEvent unreadable) {
                    damage = unreadable;
                    break;
                }
            }
            reached = head;
        }
        return List.copyOf(changed.values());
    }

    /**
     * Those behind what was taken in; of many at no time more in memory than a page of each type.
     */
    private Iterator<Recorded> milestones(long head) {
        Set<String> types = RunEventCodec.milestones();
        if (head - reached > FEW) {
            return new InOrder(
                    types.stream().map(type -> store.ofType(type, reached).iterator()).toList());
        }
        return store.readAll(reached, FEW).stream()
                .filter(each -> types.contains(each.type()))
                .iterator();
    }

    private void put(RunSummary line) {
        newest = null;
        runs.put(line.run(), line);
        byStart.put(line.timing().startedPosition(), line);
    }

    private void take(Recorded event, Map<String, RunSummary> changed) {
        String run = Streams.runOf(event.stream());
        if (run == null) {
            return;
        }
        RunSummary line = SummaryDraft.after(runs.get(run), Told.of(event));
        if (line != null) {
            put(line);
            changed.put(run, line);
        }
    }
}
