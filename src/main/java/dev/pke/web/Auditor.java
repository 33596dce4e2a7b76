package dev.pke.web;

import dev.pke.audit.Verification;
import dev.pke.audit.Verify;
import dev.pke.store.Home;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Verifies the whole record on disk when it is asked to and something is new, but not more often
 * than once in a while: a million events take seconds. Any thread may ask; one of its own works.
 */
final class Auditor {
    private static final Duration REST = Duration.ofSeconds(20);
    private static final long PATIENCE_MILLIS = 1500;

    /** What is said while a check goes on. */
    static final List<String> BUSY = List.of("being checked; this page will show the report");

    private final @Nullable Home home;
    private @Nullable FutureTask<Verification> task;
    private long taskHead = -1;
    private long taskNanos;

    /** A record without a home is in memory alone: there is nothing on disk to verify. */
    Auditor(@Nullable Home home) {
        this.home = home;
    }

    /** The report on the record as it was lately; empty where there is nothing on disk. */
    List<String> lines(long head) {
        FutureTask<Verification> running = current(head);
        if (running == null) {
            return List.of();
        }
        try {
            return running.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).lines();
        } catch (TimeoutException busy) {
            return BUSY;
        } catch (ExecutionException failed) {
            return List.of("the check could not end: " + failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return List.of("the check was stopped");
        }
    }

    private synchronized @Nullable FutureTask<Verification> current(long head) {
        Home record = home;
        if (record == null) {
            return null;
        }
        FutureTask<Verification> known = task;
        boolean rested = System.nanoTime() - taskNanos > REST.toNanos();
        if (known != null && (!known.isDone() || head == taskHead || !rested)) {
            return known;
        }
        var fresh = new FutureTask<>(() -> new Verify(null, null, 1).home(record));
        task = fresh;
        taskHead = head;
        taskNanos = System.nanoTime();
        Thread.ofPlatform().daemon().name("pke-verify").start(fresh);
        return fresh;
    }
}
