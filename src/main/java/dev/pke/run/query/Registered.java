package dev.pke.run.query;

import dev.pke.event.EventStore;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEventCodec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What runs say when they begin, asked of a record by one kind of events alone. */
final class Registered {
    private static final String RUN = "run/";

    private Registered() {}

    /** The runs, in the order they began, whose plan has a key and fits. */
    static List<String> runs(EventStore store, String key, Predicate<RunRegistered> fits) {
        String said = "\"" + key + "\"";
        List<String> found = new ArrayList<>();
        for (var event : store.ofType(RunEventCodec.nameOf(RunRegistered.class))) {
            if (event.stream().startsWith(RUN)
                    && event.data().contains(said) // before it is read, which costs
                    && RunEventCodec.decode(event) instanceof RunRegistered one
                    && fits.test(one)) {
                found.add(one.run());
            }
        }
        return found;
    }
}
