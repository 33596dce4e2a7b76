package dev.pke.web;

import dev.pke.audit.Verification;
import dev.pke.audit.Verify;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Verifies the whole record on disk when it is asked to and something is new, but not more often
 * than once in a while: a million events take seconds. Any thread may ask; one works.
 */
final class Auditor {
    private static final Duration REST = Duration.ofSeconds(20);

    private final @Nullable Path home;
    private @Nullable Verification last;
    private long lastHead = -1;
    private long lastNanos;

    /** A record without a home is in memory alone: there is nothing on disk to verify. */
    Auditor(@Nullable Path home) {
        this.home = home;
    }

    /** The report on the record as it was lately; empty where there is nothing on disk. */
    synchronized List<String> lines(long head) {
        if (home == null) {
            return List.of();
        }
        boolean rested = System.nanoTime() - lastNanos > REST.toNanos();
        if (last == null || (head != lastHead && rested)) {
            last = new Verify(null, null, 1).home(home);
            lastHead = head;
            lastNanos = System.nanoTime();
        }
        return last.lines();
    }
}
