package dev.pke.cli.run;

import dev.pke.cli.Outside;
import dev.pke.cli.Visible;
import dev.pke.experiment.Experiment;
import dev.pke.experiment.JudgedAgain;
import dev.pke.experiment.Surroundings;
import dev.pke.experiment.plan.Plan;
import dev.pke.fault.UserError;
import dev.pke.judge.JudgeRegistry;
import dev.pke.store.Home;
import dev.pke.web.Commands;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The runs that a server was asked for, one after the other on a thread of their own: a model needs
 * the whole machine. Plans name files relative to the folder the server was started in.
 */
final class OwnRuns implements Commands, AutoCloseable {
    private static final int MOST_WAITING = 20;
    private static final int MOST_LOST = 20;
    private static final Order WAITING = new Order(Order.State.WAITING, "");
    private static final Order AT_WORK = new Order(Order.State.AT_WORK, "");
    private static final Order STOPPING = new Order(Order.State.STOPPING, "");
    private static final long PATIENCE_SECONDS = 30;

    private final Home home;
    private final PrintWriter out;
    private final SecureRandom random = new SecureRandom();
    private final ShippedPlans plans;
    private final Map<String, Order> asked = new ConcurrentHashMap<>();
    private final Map<String, Order> lost =
            Collections.synchronizedMap(
                    new LinkedHashMap<>() {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, Order> eldest) {
                            return size() > MOST_LOST;
                        }
                    });
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "pke-run"));

    private final OwnReplays replays;

    OwnRuns(Home home, PrintWriter out, ShippedPlans plans) {
        this.plans = plans;
        this.home = home;
        this.out = out;
        replays = new OwnReplays(home, thread);
    }

    @Override
    public boolean startsRuns() {
        return true;
    }

    @Override
    public List<String> plans() {
        return plans.names();
    }

    @Override
    public String start(String plan) {
        return start(Plan.parse("the plan", plan, Path.of("").toAbsolutePath(), Outside.places()));
    }

    @Override
    public String startNamed(String name) {
        return start(plans.read(name));
    }

    @Override
    public List<String> judges() {
        return JudgeRegistry.names();
    }

    @Override
    public String judge(String from, List<?> judges) {
        // what is amiss with it is told at once
        JudgedAgain judged = new JudgedAgain(from, judges, home.store());
        return start(judged.plan(), (run, owner) -> judged.as(run, owner, around(run)));
    }

    private String start(Plan plan) {
        return start(plan, (run, owner) -> Experiment.start(plan, run, owner, around(run)));
    }

    private Surroundings around(String run) {
        return Outside.of(
                home, new RunLines(out, "  ", Talk.USUAL), () -> STOPPING.equals(asked.get(run)));
    }

    private String start(Plan plan, RunCommand.Work work) {
        if (asked.size() >= MOST_WAITING) {
            throw new UserError(MOST_WAITING + " runs are waiting already; try again later");
        }
        String run = Outside.runId(plan.name(), Clock.systemUTC().instant(), random);
        asked.put(run, WAITING);
        var _ = thread.submit(() -> work(work, run));
        return run;
    }

    @Override
    public @Nullable Order order(String run) {
        Order order = asked.get(run);
        return order == null ? lost.get(run) : order;
    }

    @Override
    public void cancel(String run) {
        if (asked.computeIfPresent(run, (_, _) -> STOPPING) == null) {
            throw new UserError("this server is not at work on " + run + "; stop it where it runs");
        }
    }

    @Override
    public List<String> waiting() {
        // an id begins with the second it was asked for in
        return asked.entrySet().stream()
                .filter(each -> each.getValue().isWaiting())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    @Override
    public void replay(String run) {
        replays.ask(run);
    }

    @Override
    public @Nullable Again replaying(String run) {
        return replays.of(run);
    }

    private void work(RunCommand.Work work, String run) {
        try {
            if (asked.replace(run, WAITING, AT_WORK)) {
                String owner = Outside.word(random, 8);
                try (var _ = home.leases().keep(run, owner)) {
                    work.as(run, owner);
                }
            } else {
                lost.put(
                        run,
                        new Order(
                                Order.State.NEVER_BEGAN, "It was cancelled before its turn came."));
            }
        } catch (RuntimeException failed) {
            String why = String.valueOf(failed.getMessage());
            lost.put(run, new Order(Order.State.NEVER_BEGAN, why));
            out.println("pke: " + run + ": " + Visible.of(why));
            out.flush();
        } finally {
            asked.remove(run);
        }
    }

    /** Asks every run to stop and waits for the one at work. */
    @Override
    public void close() {
        asked.replaceAll((_, _) -> STOPPING);
        replays.stop();
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
