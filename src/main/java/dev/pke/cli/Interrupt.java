package dev.pke.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C as a wish that the work in hand can see: while this is open, the process ends only once
 * the work has ended, or after half a minute.
 */
public final class Interrupt implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::await, "interrupt");

    public Interrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether someone wants the work to end. */
    public boolean asked() {
        return asked.getCount() == 0;
    }

    /** Waits so long, or until someone wants the work to end. */
    public void pause(Duration most) {
        try {
            var _ = asked.await(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void await() {
        asked.countDown();
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("pke: the run did not stop in time; resume it with pke resume");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        if (!asked()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
