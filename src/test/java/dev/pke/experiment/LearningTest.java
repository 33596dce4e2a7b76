package dev.pke.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.Objects.requireNonNull;

import dev.pke.Numerical;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.experiment.plan.Plan;
import dev.pke.fault.UserError;
import dev.pke.run.RunEvent.DatasetPinned;
import dev.pke.run.RunEvent.EditLearned;
import dev.pke.run.RunView;
import dev.pke.run.ScoreTable;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Status;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** A method that learns to edit, on the record. */
@Numerical
class LearningTest {
    @TempDir Path folder = Path.of("");
    private final InMemoryBlobs blobs = new InMemoryBlobs();
    private final InMemoryEventStore store =
            new InMemoryEventStore(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatItLearnedIsKeptAndServesEveryTurn() throws IOException {
        String lessons = "lessons: {data: edit.json}\n  protocol: sequential";
        assertEquals(Status.FINISHED, run(plan(lessons)));
        RunView view = RunView.of(store, "run");
        assertEquals(3, view.losses().size());
        EditLearned learned = view.all(EditLearned.class).getFirst().fact();
        assertEquals(1, view.all(EditLearned.class).size());
        assertEquals(2, learned.lessons());
        assertEquals(
                List.of("b", "moments-0", "own-0", "step-0", "u1", "u2", "v1", "v2"),
                learned.names());
        float[][] rate = ScoreTable.read(blobs, learned.network(), "step-0");
        assertTrue(rate[0][0] > 0 && rate[0][0] != 1e-3f, rate[0][0] + "");
        assertTrue(requireNonNull(view.saved()).fact().parametersMoved() > 0);
        List<String> pinned =
                view.all(DatasetPinned.class).stream().map(d -> d.fact().split()).toList();
        assertTrue(pinned.contains("edit"), pinned + "");
        var replayed = new Replay("run", TinyPlan.around(store, blobs)).run();
        assertEquals(ReplayVerdict.PASS_BIT_EQUAL, replayed.verdict(), replayed.reason());
    }

    @Test
    void withoutLessonsItSaysWhatItNeeds() throws IOException {
        Plan plan = plan("");
        UserError error = assertThrows(UserError.class, () -> run(plan));
        assertTrue(error.line().contains("edit.lessons: editor mend learns"), error.line());
        assertEquals(0, store.head(), "told before anything is on the record");
    }

    private Status run(Plan plan) {
        return Experiment.start(plan, "run", "a", TinyPlan.around(store, blobs));
    }

    private Plan plan(String lessons) throws IOException {
        TinyPlan.write(folder, "0");
        Path file = folder.resolve("tiny.yaml");
        String yaml = Files.readString(file);
        Files.writeString(
                file,
                yaml.replace("method: pke\n", "")
                        .replace("per-category: 1", "per-category: 2")
                        .replace("draw: {seed: 5}", "draw: first")
                        .replace("  suffix: none", "  suffix: none\n  " + lessons)
                        .replaceAll("locator: .*", "locator: {name: blocks, first: 0, count: 1}")
                        .replaceAll(
                                "\\{name: pke, alpha.*\\}",
                                "{name: mend, steps: 3, rate: 0.01, edit-rate: 0.001,"
                                        + " edit-rate-rate: 0.0001, edit-weight: 1, rank: 4, seed: 1}"));
        return TinyPlan.plan(folder);
    }
}
