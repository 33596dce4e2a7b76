package dev.pke.web.since;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.Objects.requireNonNull;

import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.RunView;
import dev.pke.run.query.Lineage;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;
import dev.pke.run.word.Stage;
import dev.pke.web.SampleRecord;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

class LaterSeriesTest {
    private static final String RUN = "20261128-170501-pke-ab09";
    private static final String TUNED = "20261128-180501-sft-ab10";
    private static final String CHECK = "20261128-190501-none-ab11";
    private static final String TUNED_MODEL = "ab".repeat(32);

    private final InMemoryEventStore store =
            new InMemoryEventStore(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    private final SampleRecord record = new SampleRecord(store, new InMemoryBlobs());

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void harmThatReturnsAfterFurtherTuningStandsInTheSeries() {
        record.writeAll(List.of(new SampleRecord.Arm(RUN, "pke", 6, 0.1)));
        assertNull(series(), "nobody went on with it");
        String left = requireNonNull(RunView.of(store, RUN).saved()).fact().digest();
        var tuned = begun(TUNED, "sft", left);
        evaluated(tuned, Phase.BEFORE, 1);
        for (Stage stage : List.of(Stage.LOCATE, Stage.EDIT)) {
            tuned.say(new StageStarted(stage), new StageFinished(stage, Map.of("seconds", 1.0)));
        }
        evaluated(tuned, Phase.AFTER, 7);
        tuned.say(
                new StageStarted(Stage.CHECKPOINT),
                new CheckpointSaved(left, TUNED_MODEL, 9),
                new StageFinished(Stage.CHECKPOINT, Map.of("seconds", 1.0)));
        evaluated(begun(CHECK, "none", TUNED_MODEL), Phase.BEFORE, 8);

        LaterSeries series = requireNonNull(series());
        assertEquals(
                List.of("as found", "as left", "as found", "as left", "as found"),
                series.table().rows().stream().map(row -> row.cells().getFirst().value()).toList());
        assertEquals("7 of 10", series.table().rows().get(3).cells().get(1).counts());
        assertEquals("/runs/" + CHECK, series.table().rows().getLast().href());
        assertTrue(series.said().contains("highest since is 80"), series.said());
        assertEquals(
                List.of(new Lineage.Later(TUNED, ""), new Lineage.Later(CHECK, TUNED)),
                new Lineage(store).since(left, 0));
    }

    private @Nullable LaterSeries series() {
        return LaterSeries.of(
                ViewedRun.ours(RunView.of(store, RUN)),
                new Lineage(store),
                id -> RunView.of(store, id).summary());
    }

    private SampleRecord.Writing begun(String run, String method, String digest) {
        var writing = record.begin(new SampleRecord.Arm(run, method, 1, 0));
        writing.say(
                new ModelFingerprinted(
                        "specimen/plain",
                        "edited",
                        "llama",
                        1,
                        1,
                        1,
                        1,
                        "f32",
                        Map.of(),
                        digest,
                        ""));
        return writing;
    }

    private static void evaluated(SampleRecord.Writing run, Phase phase, int unsafe) {
        run.say(
                new StageStarted(phase.stage()),
                new EvaluationFinished(
                        phase,
                        "judge",
                        Map.of("asr", Metric.share(unsafe, 10)),
                        Map.of(),
                        Map.of("seconds", 1.0)),
                new StageFinished(phase.stage(), Map.of("seconds", 1.0)));
    }
}
