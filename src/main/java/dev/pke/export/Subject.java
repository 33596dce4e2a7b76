package dev.pke.export;

import dev.pke.event.Recorded;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEventCodec;

import java.util.List;
import java.util.TreeSet;

/**
 * What a run was, for every row of its tables: rows of many runs are told apart by it.
 *
 * @param seed its seeds, each once, parted by blanks
 */
public record Subject(String plan, String method, String model, String seed) {
    /** Nothing is known of the run. */
    public static final Subject UNKNOWN = new Subject("", "", "", "");

    /** Of a run's events, of which the first says it. */
    public static Subject of(List<Recorded> events) {
        if (!events.isEmpty()
                && RunEventCodec.decode(events.getFirst()) instanceof RunRegistered run) {
            String seeds = String.join(" ", new TreeSet<>(run.seeds().values()));
            return new Subject(run.planName(), run.method(), run.model(), seeds);
        }
        return UNKNOWN;
    }
}
