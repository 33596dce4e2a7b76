package dev.pke.cli;

import dev.pke.event.UserError;
import dev.pke.experiment.Experiment;
import dev.pke.experiment.Plan;
import dev.pke.store.Home;
import dev.pke.web.Commands;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The runs that a server was asked for, one after the other on a thread of their own: a model needs
 * the whole machine. Plans name files relative to the folder the server was started in.
 */
final class OwnRuns implements Commands, AutoCloseable {
    private static final int MOST_WAITING = 20;
    private static final long PATIENCE_SECONDS = 30;

    private final Home home;
    private final PrintWriter out;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, AtomicBoolean> asked = new ConcurrentHashMap<>();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "pke-run"));

    OwnRuns(Home home, PrintWriter out) {
        this.home = home;
        this.out = out;
    }

    @Override
    public String start(String plan) {
        Plan read = Plan.parse("the plan", plan, Path.of(""));
        if (asked.size() >= MOST_WAITING) {
            throw new UserError(MOST_WAITING + " runs are waiting already; try again later");
        }
        String run = Outside.runId(read.name(), Clock.systemUTC().instant(), random);
        AtomicBoolean cancelled = new AtomicBoolean();
        asked.put(run, cancelled);
        var _ = thread.submit(() -> work(read, run, cancelled));
        return run;
    }

    @Override
    public void cancel(String run) {
        AtomicBoolean cancelled = asked.get(run);
        if (cancelled == null) {
            throw new UserError("this server is not at work on " + run + "; stop it where it runs");
        }
        cancelled.set(true);
    }

    private void work(Plan plan, String run, AtomicBoolean cancelled) {
        try {
            if (!cancelled.get()) {
                var around = Outside.of(home, new RunLines(out, "  "), cancelled::get);
                Experiment.start(plan, run, Outside.word(random, 8), around);
            }
        } catch (RuntimeException failed) {
            out.println("pke: " + run + ": " + Visible.of(String.valueOf(failed.getMessage())));
            out.flush();
        } finally {
            asked.remove(run);
        }
    }

    /** Asks every run to stop and waits for the one at work. */
    @Override
    public void close() {
        asked.values().forEach(each -> each.set(true));
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                out.println("pke: a run did not stop in time; resume it with pke resume");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
