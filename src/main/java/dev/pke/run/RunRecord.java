package dev.pke.run;

import dev.pke.event.EventStore;
import dev.pke.event.Recorded;
import dev.pke.run.word.Streams;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The events about a run as they are stored: its own and its reviews', in order of position. */
public final class RunRecord {
    private RunRecord() {}

    /** All events about a run. */
    public static List<Recorded> of(EventStore store, String run) {
        return after(store, run, 0, 0);
    }

    /** Of events about a run, those of which it has few: all but answers, scores and steps. */
    public static List<Recorded> rare(List<Recorded> events) {
        return events.stream().filter(each -> RunEventCodec.isRare(each.type())).toList();
    }

    /** Whether a run is on the record. */
    public static boolean holds(EventStore store, String run) {
        return Streams.isRun(run) && store.stream(Streams.run(run)).iterator().hasNext();
    }

    /** The events after a version of the run's stream and one of its review's. */
    static List<Recorded> after(EventStore store, String run, long version, long reviewVersion) {
        List<Recorded> events = new ArrayList<>();
        store.stream(Streams.run(run), version).forEach(events::add);
        store.stream(Streams.review(run), reviewVersion).forEach(events::add);
        events.sort(Comparator.comparingLong(Recorded::position));
        return events;
    }
}
