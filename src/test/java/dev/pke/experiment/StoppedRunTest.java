package dev.pke.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.experiment.plan.Plan;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Stage;
import dev.pke.run.word.Status;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** One run, stopped or gone in one stage after the other, and done as if it had not been. */
class StoppedRunTest {
    private static final String RUN = "tiny-1";

    @TempDir Path folder = Path.of("");

    private final InMemoryBlobs blobs = new InMemoryBlobs();
    private final Map<String, Integer> furthest = new TreeMap<>();

    /** What a killed process throws here: nothing is recorded of it. */
    private static final class Gone extends Error {}

    @BeforeEach
    void write() throws IOException {
        TinyPlan.write(folder, "0");
    }

    @Test
    void aRunThatIsAskedToStopInAnyStageStopsThereAndGoesOn() throws IOException {
        try (var store = store()) {
            for (Stage each : Stage.values()) {
                boolean[] asked = {false};
                Surroundings around =
                        around(store, new Told(each, () -> asked[0] = true), () -> asked[0]);
                Status status = Experiment.startOrResume(plan(), RUN, "a", around);
                assertEquals(Status.CANCELLED, status, each.wire());
            }
            finishes(store);
        }
    }

    @Test
    void aRunWhoseProcessIsGoneInAnyStageGoesOn() throws IOException {
        try (var store = store()) {
            for (Stage each : Stage.values()) {
                Surroundings around =
                        around(
                                store,
                                new Told(
                                        each,
                                        () -> {
                                            throw new Gone();
                                        }),
                                () -> false);
                assertThrows(
                        Gone.class,
                        () -> Experiment.startOrResume(plan(), RUN, each.wire(), around));
            }
            finishes(store);
        }
    }

    /** Every stage tells how far it is, and of how many; one that tells nothing is not told of. */
    @Test
    void everyStageTellsHowFarItIs() throws IOException {
        try (var store = store()) {
            Experiment.start(
                    plan(), RUN, "a", around(store, new Told(null, () -> {}), () -> false));
        }
        for (Stage each : Stage.values()) {
            assertTrue(furthest.getOrDefault(each.wire(), 0) > 0, each.wire());
        }
    }

    /** As if it had not been stopped: a replay goes straight through. */
    private void finishes(InMemoryEventStore store) throws IOException {
        Surroundings around = around(store, RunListener.none(), () -> false);
        assertEquals(Status.FINISHED, Experiment.startOrResume(plan(), RUN, "z", around));
        assertEquals(ReplayVerdict.PASS_BIT_EQUAL, new Replay(RUN, around).run().verdict());
    }

    private Plan plan() throws IOException {
        return TinyPlan.plan(folder);
    }

    private static InMemoryEventStore store() {
        return new InMemoryEventStore(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    private Surroundings around(
            InMemoryEventStore store, RunListener listener, BooleanSupplier asked) {
        return TinyPlan.around(store, blobs, listener, asked);
    }

    /** Does something once a stage has begun, and keeps how far each one came. */
    private final class Told implements RunListener {
        private final @Nullable Stage stage;
        private final Runnable then;

        Told(@Nullable Stage stage, Runnable then) {
            this.stage = stage;
            this.then = then;
        }

        @Override
        public void recorded(RunEvent event) {
            if (event instanceof StageStarted started && started.stage() == stage) {
                then.run();
            }
        }

        @Override
        public void progress(Stage at, String what, int done, int of) {
            assertTrue(done <= of, () -> at.wire() + ": " + what + " " + done + " of " + of);
            furthest.merge(at.wire(), done, Math::max);
        }
    }
}
