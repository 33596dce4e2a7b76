package dev.pke.run;

import dev.pke.event.EventStore;
import dev.pke.event.Recorded;
import dev.pke.run.facts.InOrder;
import dev.pke.run.word.Streams;

import java.util.ArrayList;
import java.util.List;

/** The events about a run as they are stored: its own and its reviews', in order of position. */
public final class RunRecord {
    private RunRecord() {}

    /** All events about a run. */
    public static List<Recorded> of(EventStore store, String run) {
        List<Recorded> events = new ArrayList<>();
        new InOrder(
                        List.of(
                                store.stream(Streams.run(run)).iterator(),
                                store.stream(Streams.review(run)).iterator()))
                .forEachRemaining(events::add);
        return events;
    }

    /** Of events about a run, those of which it has few: all but answers, scores and steps. */
    public static List<Recorded> rare(List<Recorded> events) {
        return events.stream().filter(each -> RunEventCodec.isRare(each.type())).toList();
    }

    /** Whether a run is on the record. */
    public static boolean holds(EventStore store, String run) {
        return Streams.isRun(run) && !store.readStream(Streams.run(run), 0, 1).isEmpty();
    }
}
