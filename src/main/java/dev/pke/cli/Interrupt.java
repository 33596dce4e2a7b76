package dev.pke.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C as a wish that the work in hand can see: while this is open, the process ends only once
 * the work has ended, or after half a minute.
 */
public final class Interrupt implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final AtomicBoolean asked = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::await, "interrupt");

    public Interrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether someone wants the work to end. */
    public boolean asked() {
        return asked.get();
    }

    private void await() {
        asked.set(true);
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
