package dev.pke.audit;

import dev.pke.event.Recorded;
import dev.pke.run.BundleImported;
import dev.pke.run.RunSummary;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A run that was recorded elsewhere and imported here.
 *
 * @param run its id there, which a run of ours may have too
 * @param position of our event about the import
 * @param events with the positions that they have there
 */
public record ForeignRun(
        String run,
        long position,
        BundleImported imported,
        RunSummary summary,
        List<Recorded> events) {
    /** Takes a copy. */
    public ForeignRun {
        events = List.copyOf(events);
    }

    /** What it goes by here: {@code ID@POSITION}. No run id has an {@code @}, so none is alike. */
    public String key() {
        return run + "@" + position;
    }

    /** The log it is from. */
    public String origin() {
        return imported.origin();
    }

    /** The latest imported whose key is, or whose id begins with, what was typed; or null. */
    public static @Nullable ForeignRun find(List<ForeignRun> all, String typed) {
        for (ForeignRun each : all.reversed()) {
            if (each.key().startsWith(typed)) {
                return each;
            }
        }
        return null;
    }
}
