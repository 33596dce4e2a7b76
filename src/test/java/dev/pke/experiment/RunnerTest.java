package dev.pke.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.event.InMemoryEventStore;
import dev.pke.event.Recorded;
import dev.pke.fault.UserError;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEvent.LayerScored;
import dev.pke.run.RunEvent.RegionChosen;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.RunEvent.StepTaken;
import dev.pke.run.RunList;
import dev.pke.run.RunSummary;
import dev.pke.run.word.Code;
import dev.pke.run.word.Machine;
import dev.pke.run.word.Stage;
import dev.pke.run.word.Status;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

class RunnerTest {
    private static final String RUN = "toy-1";
    private static final Code CODE = new Code("abc", false);
    private static final Machine MACHINE = new Machine("0".repeat(64), Map.of());

    private final InMemoryEventStore store =
            new InMemoryEventStore(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    private final List<RunEvent> recalled = new ArrayList<>();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aRunGoesThroughItsStagesAndFinishes() {
        assertEquals(Status.FINISHED, runner("a", stages(log -> {})).start(registration()));
        assertEquals(
                List.of(
                        "run-registered.v1",
                        "stage-started.v1",
                        "layer-scored.v1",
                        "region-chosen.v1",
                        "stage-finished.v1",
                        "stage-started.v1",
                        "step-taken.v1",
                        "stage-finished.v1",
                        "run-finished.v1"),
                types());
    }

    @Test
    void aCancelledRunSaysSoAndKeepsWhatItDid() {
        Status end =
                runner(
                                "a",
                                stages(log -> {
                                    throw new Cancelled("Ctrl-C");
                                }))
                        .start(registration());
        assertEquals(Status.CANCELLED, end);
        assertEquals("run-cancelled.v1", types().getLast());
        assertEquals(Status.CANCELLED, summary().status());
    }

    @Test
    void aFailureIsRecordedInOneLineAndThrownOn() {
        Runner runner =
                runner(
                        "a",
                        stages(log -> {
                            throw new IllegalStateException("the loss is not a number");
                        }));
        assertThrows(IllegalStateException.class, () -> runner.start(registration()));
        assertEquals(Status.FAILED, summary().status());
        assertEquals("the loss is not a number", summary().error());
    }

    @Test
    void aRunThatWasCutOffResumesBehindItsLastFinishedStage() {
        Runner dies =
                runner(
                        "a",
                        stages(log -> {
                            throw new OutOfMemoryError("gone");
                        }));
        assertThrows(OutOfMemoryError.class, () -> dies.start(registration()));
        assertEquals(Status.FINISHED, runner("b", stages(log -> {})).resume(CODE, MACHINE));
        assertEquals(
                List.of(
                        new LayerScored(1, Map.of("share", 1.0)),
                        region(),
                        new StageFinished(Stage.LOCATE, Map.of("seconds", 0.0))),
                recalled,
                "what the finished stage recorded, and nothing of the void one");
        assertEquals(1, types().stream().filter("run-resumed.v1"::equals).count());
        assertEquals(2, types().stream().filter("step-taken.v1"::equals).count());
        assertEquals(Status.FINISHED, summary().status());
    }

    @Test
    void aFinishedRunHasNothingToResume() {
        runner("a", stages(log -> {})).start(registration());
        Runner again = runner("b", stages(log -> {}));
        assertThrows(UserError.class, () -> again.resume(CODE, MACHINE));
    }

    @Test
    void aSecondOwnerIsToldSoPlainlyAndWritesNothing() {
        RunLog first = new RunLog(store, RUN, "a", event -> {});
        first.record(registration());
        RunLog second = new RunLog(store, RUN, "b", event -> {});
        first.record(new StageStarted(Stage.LOCATE));
        UserError told =
                assertThrows(UserError.class, () -> second.record(new StageStarted(Stage.LOCATE)));
        assertTrue(String.valueOf(told.getMessage()).contains("another owner"));
        assertEquals(2, store.head());
    }

    @Test
    void aSecondRunUnderTheSameIdIsRefused() {
        runner("a", stages(log -> {})).start(registration());
        RunLog other = new RunLog(store, "toy-2", "b", event -> {});
        other.record(registration("toy-2"));
        assertThrows(
                RuntimeException.class, () -> runner("c", stages(log -> {})).start(registration()));
    }

    private List<StageWork> stages(Consumer<RunLog> edit) {
        return List.of(
                work(
                        Stage.LOCATE,
                        log -> {
                            log.record(new LayerScored(1, Map.of("share", 1.0)));
                            log.record(region());
                        }),
                work(
                        Stage.EDIT,
                        log -> {
                            log.record(new StepTaken(1, Map.of("safe", 1.0), 1, Map.of()));
                            edit.accept(log);
                        }));
    }

    private StageWork work(Stage stage, Consumer<RunLog> work) {
        return new StageWork() {
            @Override
            public Stage stage() {
                return stage;
            }

            @Override
            public void work(RunLog log) {
                work.accept(log);
            }

            @Override
            public void recall(RunEvent event) {
                recalled.add(event);
            }
        };
    }

    private static RegionChosen region() {
        return new RegionChosen(1, List.of(3), 0.5);
    }

    private Runner runner(String owner, List<StageWork> stages) {
        return new Runner(new RunLog(store, RUN, owner, event -> {}), stages, () -> 0, () -> {});
    }

    private static RunRegistered registration() {
        return registration(RUN);
    }

    private static RunRegistered registration(String run) {
        return new RunRegistered(
                run, Map.of(), "toy", "toy", "toy", Map.of("seed", "1"), CODE, MACHINE);
    }

    private List<String> types() {
        return store.readStream("run/" + RUN, 0, 1000).stream().map(Recorded::type).toList();
    }

    private RunSummary summary() {
        return new RunList(store).newestFirst().getFirst();
    }
}
