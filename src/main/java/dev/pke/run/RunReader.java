package dev.pke.run;

import dev.pke.event.EventStore;
import dev.pke.event.Recorded;
import dev.pke.run.RunEvent.RunRegistered;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads what is on the record of a run, as of any position. Nothing is cached. */
public final class RunReader {
    private static final int PAGE = 5000;

    private final EventStore store;
    private final long asOf;

    /** Reads everything there is. */
    public RunReader(EventStore store) {
        this(store, Long.MAX_VALUE);
    }

    /** Reads only what was recorded up to a position. */
    public RunReader(EventStore store, long asOf) {
        this.store = store;
        this.asOf = asOf;
    }

    /** The ids of all runs, in the order they were registered. */
    public List<String> runs() {
        List<String> runs = new ArrayList<>();
        long after = 0;
        List<Recorded> page;
        do {
            page = store.readType("run-registered.v1", after, PAGE);
            for (Recorded each : page) {
                after = each.position();
                if (after <= asOf
                        && RunEventCodec.decode(each) instanceof RunRegistered registered) {
                    runs.add(registered.run());
                }
            }
        } while (page.size() == PAGE && after <= asOf);
        return runs;
    }

    /** All events of a run and its reviews, in the order of their positions. */
    public List<Recorded> events(String run) {
        List<Recorded> events = new ArrayList<>(stream(Streams.run(run)));
        List<Recorded> reviews = stream(Streams.review(run));
        if (!reviews.isEmpty()) {
            events.addAll(reviews);
            events.sort(Comparator.comparingLong(Recorded::position));
        }
        return events;
    }

    private List<Recorded> stream(String stream) {
        List<Recorded> events = new ArrayList<>();
        long after = 0;
        List<Recorded> page;
        do {
            page = store.readStream(stream, after, PAGE);
            for (Recorded each : page) {
                after = each.version();
                if (each.position() <= asOf) {
                    events.add(each);
                }
            }
        } while (page.size() == PAGE);
        return events;
    }

    /** A read model of one run. */
    public <E extends Entry> Entries<E> fold(ReadModel<E> model, String run) {
        return model.fold(events(run));
    }

    /** Every run in one line, in the order they were registered. */
    public List<RunSummary> summaries() {
        SummaryFold model = new SummaryFold();
        List<RunSummary> summaries = new ArrayList<>();
        for (String run : runs()) {
            RunSummary summary = SummaryFold.summary(fold(model, run));
            if (summary != null) {
                summaries.add(summary);
            }
        }
        return summaries;
    }
}
