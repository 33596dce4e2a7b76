package dev.pke.web.list;

import dev.pke.run.word.Status;
import dev.pke.web.seen.ListedRun;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The lists made last, for many readers of the same: one is made anew when the record has gone on
 * and, since a silence grows by itself, each second while a run has not ended. Any thread may ask.
 */
public final class MadeLists {
    private static final int MOST = 32;
    private static final Duration FRESH = Duration.ofSeconds(1);

    /**
     * What a list is made of: an address, the record up to an event, what was imported, and when
     * runs gave a sign of life.
     */
    public record Asked(
            ListAddress address, long head, List<ListedRun> imported, Map<String, Instant> beats) {}

    /** A list, the tags of all its runs, and whether it changes with time alone. */
    public record Made(RunsPage page, List<String> tags, boolean isUnsettled) {
        /** The list of all runs. */
        public static Made of(List<ListedRun> runs, ListAddress address, RunPlans plans) {
            boolean unsettled =
                    runs.stream().anyMatch(run -> run.summary().status() == Status.RUNNING);
            return new Made(RunsPage.of(runs, address, plans), ListedRun.tags(runs), unsettled);
        }
    }

    private record Held(Made made, Instant at) {
        private boolean stands(Instant now) {
            return !made.isUnsettled() || Duration.between(at, now).abs().compareTo(FRESH) < 0;
        }
    }

    private final Map<Asked, Held> kept =
            new LinkedHashMap<>(MOST, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Asked, Held> eldest) {
                    return size() > MOST;
                }
            };

    /** The list that is asked for, by the clock that says when runs were heard of. */
    public Made of(Asked asked, Instant now, Supplier<Made> make) {
        Held known = held(asked);
        if (known != null && known.stands(now)) {
            return known.made();
        }
        Made made = make.get();
        synchronized (this) {
            kept.put(asked, new Held(made, now));
        }
        return made;
    }

    private synchronized @Nullable Held held(Asked asked) {
        return kept.get(asked);
    }
}
