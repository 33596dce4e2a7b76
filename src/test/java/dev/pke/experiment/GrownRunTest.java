package dev.pke.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.Objects.requireNonNull;

import dev.pke.Numerical;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.experiment.plan.Pinned;
import dev.pke.experiment.plan.Plan;
import dev.pke.fault.UserError;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEvent.DatasetPinned;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.RunView;
import dev.pke.run.Told;
import dev.pke.run.word.Phase;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Stage;
import dev.pke.run.word.Status;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** Runs whose instances are a record's and more of its kind, which a specimen answers itself. */
@Numerical
class GrownRunTest {
    private static final Path SPECIMEN = Path.of("experiments/specimen/plain").toAbsolutePath();

    @TempDir Path folder = Path.of("");
    private final InMemoryBlobs blobs = new InMemoryBlobs();
    private final InMemoryEventStore store =
            new InMemoryEventStore(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @BeforeEach
    void write() throws IOException {
        TinyPlan.write(folder, "0");
        says("folder: tiny", "folder: " + SPECIMEN);
        says("max-tokens: 6", "max-tokens: 24");
        says("batch: 4", "batch: 64");
        says("pool.json, records: 3", SPECIMEN.resolve("pool.json") + ", records: 60");
        says("data: test.json", "data: " + SPECIMEN.resolve("edit.json"));
        says("draw: {seed: 5}", "draw: first");
        says("budget: 0.05", "budget: 0.003");
        says("steps: 4", "steps: 2");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatGrowsIsPinnedAndEditedAndComesAgain() throws IOException {
        assertEquals(Status.FINISHED, start("given"));
        says("draw: first", "draw: first\n    grown: 2");
        assertEquals(Status.FINISHED, start("grown"));
        assertNotEquals(delta("given"), delta("grown"));
        assertEquals(0, grown("given").size());
        DatasetPinned pin = grown("grown").getFirst();
        assertEquals("plain/edit/grown", pin.name() + "/" + pin.split());
        assertEquals(2, pin.records());
        assertEquals(List.of(1L, 1L), edited("given"));
        assertEquals(List.of(3L, 3L), edited("grown"), "asked before and after, as the given one");

        var replayed = new Replay("grown", around()).run();
        assertEquals(ReplayVerdict.PASS_BIT_EQUAL, replayed.verdict(), replayed.reason());
        new JudgedAgain("grown", List.of("specimen-oracle-2"), store).as("again", "a", around());
        assertEquals(List.of(pin), grown("again"), "told as it was");
        assertEquals(edited("grown"), edited("again"));
    }

    @Test
    void aRunThatWasStoppedGoesOnWithWhatHadGrown() throws IOException {
        says("draw: first", "draw: first\n    grown: 2");
        boolean[] asked = {false};
        RunListener stops =
                new RunListener() {
                    @Override
                    public void recorded(RunEvent event) {
                        asked[0] |= event instanceof StageStarted at && at.stage() == Stage.LOCATE;
                    }

                    @Override
                    public void progress(Stage stage, String what, int done, int of) {}
                };
        Surroundings stopping = TinyPlan.around(store, blobs, stops, () -> asked[0]);
        assertEquals(Status.CANCELLED, Experiment.start(plan(), "r", "a", stopping));
        assertEquals(Status.FINISHED, Experiment.resume("r", "b", around()));
        assertEquals(Status.FINISHED, start("at-once"));
        assertEquals(delta("at-once"), delta("r"));
    }

    @Test
    void moreThanThereIsIsRefused() throws IOException {
        says("draw: first", "draw: first\n    grown: 900");
        UserError most = assertThrows(UserError.class, () -> start("r"));
        assertTrue(most.line().contains("edit.instances.grown is 900, but only "), most.line());
        assertEquals(1, most.line().lines().count());
    }

    private void says(String from, String to) throws IOException {
        TinyPlan.replace(folder, from, to);
    }

    private Plan plan() throws IOException {
        return TinyPlan.plan(folder);
    }

    private Status start(String run) throws IOException {
        return Experiment.start(plan(), run, "a", around());
    }

    private List<DatasetPinned> grown(String run) {
        return RunView.of(store, run).datasets().stream()
                .map(Told::fact)
                .filter(Pinned::isGrown)
                .toList();
    }

    /** How many edited instances are asked before and after. */
    private List<Long> edited(String run) {
        List<PromptAnswered> all =
                RunView.of(store, run).all(PromptAnswered.class).stream().map(Told::fact).toList();
        return Stream.of(Phase.values())
                .map(phase ->
                        all.stream()
                                .filter(each -> each.phase() == phase)
                                .filter(each -> each.kind().equals("edited"))
                                .count())
                .toList();
    }

    /** The digest of the edited model. */
    private String delta(String run) {
        return requireNonNull(RunView.of(store, run).saved()).fact().digest();
    }

    private Surroundings around() {
        return TinyPlan.around(store, blobs);
    }
}
