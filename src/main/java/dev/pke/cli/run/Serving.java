package dev.pke.cli.run;

import dev.pke.store.Home;
import dev.pke.web.Commands;
import dev.pke.web.Server;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server that Ctrl-C ends in order: it and what it reads close before the process does. */
public final class Serving implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 4;

    private final Server server;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private Serving(Server server) {
        this.server = server;
    }

    public static Serving start(Home home, ServeOptions options, Commands commands) {
        return new Serving(Server.start(options.settings(), home, commands));
    }

    /** Where a browser of this machine finds it, ending in a slash. */
    public String address() {
        return server.address();
    }

    /** Waits for Ctrl-C; the caller then closes this and whatever else is open. */
    void await() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
        asked.await();
    }

    private void stop() {
        asked.countDown();
        try {
            closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.close();
        closed.countDown();
    }
}
