package dev.pke.store;

import dev.pke.fault.UserError;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Says again and again, on a thread of its own, that this process is at work on a run. */
public final class Heartbeat implements AutoCloseable {
    /** Seconds between two beats; a reader gives a run several of them before it is lost. */
    public static final int EVERY_SECONDS = 10;

    /** After this silence a run that has not ended is called lost: six beats. */
    public static final Duration SILENCE = Duration.ofSeconds(6L * EVERY_SECONDS);

    /** Whether a run is lost that was last heard of then, or never. */
    public static boolean isSilent(@Nullable Instant heard, Instant now) {
        return isSilent(heard, now, SILENCE);
    }

    /** The same where another silence was stated. */
    public static boolean isSilent(@Nullable Instant heard, Instant now, Duration silence) {
        return heard == null || Duration.between(heard, now).compareTo(silence) > 0;
    }

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    work -> Thread.ofPlatform().daemon().name("heartbeat").unstarted(work));

    /** Beats now, and from now on until it is closed. */
    public Heartbeat(Runnable beat) {
        this(beat, Duration.ofSeconds(EVERY_SECONDS));
    }

    /** The same, with another time between two beats. */
    public Heartbeat(Runnable beat, Duration every) {
        Runnable patient =
                () -> {
                    try {
                        beat.run();
                    } catch (UserError refused) {
                        return; // a disk that is full, say: the run itself meets it and says so
                    }
                };
        patient.run();
        long millis = every.toMillis();
        var _ = thread.scheduleAtFixedRate(patient, millis, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            // the last beat goes through before the store it goes to is closed
            var _ = thread.awaitTermination(EVERY_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
