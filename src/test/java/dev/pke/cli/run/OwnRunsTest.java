package dev.pke.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.event.Subscription;
import dev.pke.experiment.TinyPlan;
import dev.pke.fault.UserError;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.query.SameAnswers;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Status;
import dev.pke.store.Home;
import dev.pke.web.Commands.Order;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs that a page asks for: one at a time, each stoppable, none lost without a word. */
class OwnRunsTest {
    @TempDir Path folder = Path.of("");

    @Test
    void aRunAtWorkAndOneThatWaitsCanBothBeCancelled() throws IOException, InterruptedException {
        Path plans = Files.createDirectories(folder.resolve("experiments/tiny"));
        TinyPlan.write(plans, "0");
        Path plan = plans.resolve("tiny.yaml"); // so long that it cannot end before it is cancelled
        Files.writeString(plan, Files.readString(plan).replace("steps: 4", "steps: 10000"));
        var shipped = new ShippedPlans(folder.resolve("experiments"));
        var begun = new CountDownLatch(1);
        try (Home home = Home.open(folder.resolve("home"), new TickingClock())) {
            String first;
            String second;
            OwnRuns runs = new OwnRuns(home, new PrintWriter(new StringWriter()), shipped);
            try (runs;
                    var _ = home.store().follow(0, event -> begun.countDown())) {
                first = runs.startNamed("tiny/tiny");
                second = runs.startNamed("tiny/tiny");
                assertTrue(begun.await(300, TimeUnit.SECONDS));
                assertTrue(order(runs, second).isWaiting());
                runs.cancel(second);
                assertTrue(order(runs, second).isStopping());
                assertTrue(order(runs, first).isStoppable());
                runs.cancel(first);
            }
            assertEquals(Order.State.NEVER_BEGAN, order(runs, second).state());
            assertTrue(order(runs, second).why().contains("cancelled"));
            var all = home.runs().newestFirst();
            assertEquals(List.of(first), all.stream().map(run -> run.run()).toList());
            assertEquals(Status.CANCELLED, all.getFirst().status());
        }
    }

    @Test
    void aRunIsDoneAgainInItsTurnAndTheVerdictIsOnTheRecord() throws Exception {
        Path plans = Files.createDirectories(folder.resolve("experiments/tiny"));
        TinyPlan.write(plans, "0");
        var shipped = new ShippedPlans(folder.resolve("experiments"));
        var finished = new CountDownLatch(1);
        var judged = new CountDownLatch(1);
        try (Home home = Home.open(folder.resolve("home"), new TickingClock())) {
            String run;
            try (OwnRuns runs = new OwnRuns(home, new PrintWriter(new StringWriter()), shipped);
                    var _ = counting(home, "run-finished", finished);
                    var _ = counting(home, "replayed", judged)) {
                run = runs.startNamed("tiny/tiny");
                assertTrue(finished.await(300, TimeUnit.SECONDS));
                runs.replay(run);
                runs.replay(run); // asked twice, done once
                assertNotNull(runs.replaying(run));
                assertTrue(judged.await(300, TimeUnit.SECONDS));
                runs.replay("none-such");
            }
            RunSummary line = home.runs().newestFirst().getFirst();
            assertEquals(ReplayVerdict.PASS_BIT_EQUAL, line.review().replay());
            assertEquals(1, home.store().readStream("review/" + run, 0, 9).size());
            assertEquals(0, home.store().readStream("review/none-such", 0, 9).size());
        }
    }

    @Test
    void answersAreJudgedAgainInTheirTurnAndWhatIsAmissIsToldAtOnce() throws Exception {
        Path plans = Files.createDirectories(folder.resolve("experiments/tiny"));
        TinyPlan.write(plans, "0");
        var shipped = new ShippedPlans(folder.resolve("experiments"));
        var finished = new CountDownLatch(1);
        var both = new CountDownLatch(2);
        try (Home home = Home.open(folder.resolve("home"), new TickingClock());
                OwnRuns runs = new OwnRuns(home, new PrintWriter(new StringWriter()), shipped);
                var _ = counting(home, "run-finished", finished, both)) {
            String run = runs.startNamed("tiny/tiny");
            assertTrue(finished.await(300, TimeUnit.SECONDS));
            assertThrows(UserError.class, () -> runs.judge(run, List.of("oracle")));
            assertThrows(UserError.class, () -> runs.judge(run, List.of("{name: http, wrong: 1}")));
            assertTrue(runs.judges().contains("refusal-phrases-2"));
            String again = runs.judge(run, List.of("{name: refusal-phrases-2, opening: 30}"));
            assertTrue(both.await(300, TimeUnit.SECONDS));
            RunView view = RunView.of(home.store(), again);
            var registered = view.registered();
            assertNotNull(registered);
            assertEquals(run, SameAnswers.from(registered.fact()));
            assertEquals(
                    List.of(again),
                    new SameAnswers(home.store())
                            .with(Objects.requireNonNull(registered(home, run))));
        }
    }

    /** Counts events of a kind as they are recorded. */
    private static Subscription counting(Home home, String kind, CountDownLatch... latches) {
        return home.store()
                .follow(
                        0,
                        event -> {
                            if (event.type().startsWith(kind)) {
                                List.of(latches).forEach(CountDownLatch::countDown);
                            }
                        });
    }

    private static @Nullable RunRegistered registered(Home home, String run) {
        var registered = RunView.of(home.store(), run).registered();
        return registered == null ? null : registered.fact();
    }

    @Test
    void aPlanOutsideTheFolderIsNotStarted() throws IOException {
        Path plans = Files.createDirectories(folder.resolve("experiments/tiny"));
        Files.writeString(plans.resolve("a.yaml"), "name: a");
        Files.writeString(folder.resolve("outside.yaml"), "name: b");
        var shipped = new ShippedPlans(folder.resolve("experiments"));
        assertEquals(List.of("tiny/a"), shipped.names());
        assertThrows(UserError.class, () -> shipped.read("../outside"));
        assertThrows(UserError.class, () -> shipped.read("tiny/../../outside"));
        assertEquals(List.of(), new ShippedPlans(folder.resolve("none")).names());
    }

    private static Order order(OwnRuns runs, String run) {
        Order order = runs.order(run);
        assertNotNull(order);
        return order;
    }
}
