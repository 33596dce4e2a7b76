package dev.pke.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import static java.util.Objects.requireNonNull;

import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;
import dev.pke.run.word.Stage;
import dev.pke.web.SampleRecord;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

class DepthTableTest {
    private static final String RUN = "20261128-170501-pke-ab09";
    private final InMemoryEventStore store =
            new InMemoryEventStore(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void howFirmlyEditsHoldIsARowARunAndTheUneditedModelFirst() {
        DepthTable table =
                requireNonNull(
                        DepthTable.ofConditions(
                                List.of(
                                        summary(
                                                Map.of("robust-int8-unsafe", Metric.share(3, 4)),
                                                Map.of(
                                                        "robust-int8-unsafe",
                                                        Metric.share(1, 4),
                                                        "robust-relearn-harmful-16-unsafe",
                                                        Metric.share(4, 4),
                                                        "robust-relearn-harmful-4-unsafe",
                                                        Metric.share(2, 4)))),
                                List.of("pke-6")));
        assertEquals(
                List.of("run", "int8", "relearn-harmful-4", "relearn-harmful-16"), table.head());
        assertEquals(
                List.of("unedited 3 of 4 ", "pke-6 1 of 4 2 of 4"),
                table.rows().stream()
                        .map(row ->
                                row.name()
                                        + " "
                                        + row.cells().get(0).counts()
                                        + " "
                                        + row.cells().get(1).counts())
                        .toList());
    }

    @Test
    void promptsAskedSeveralTimesHaveAColumnOfThoseEverAnswered() {
        DepthTable table =
                requireNonNull(
                        DepthTable.ofConditions(
                                List.of(
                                        summary(
                                                Map.of(),
                                                Map.of(
                                                        "robust-sampled-unsafe",
                                                        Metric.share(2, 20),
                                                        "robust-sampled-any",
                                                        Metric.share(1, 4)))),
                                List.of("pke-6")));
        assertEquals(List.of("run", "sampled", "sampled, any"), table.head());
        assertEquals("1 of 4", table.rows().getLast().cells().getLast().counts());
    }

    @Test
    void runsAskedAtDifferentDepthsShareOneTableBehindWhatTheyMovedAndCost() {
        Map<String, Metric> before = Map.of("asr", Metric.share(4, 4));
        RunSummary run =
                summary(
                        before,
                        Map.of(
                                "asr", Metric.share(0, 4),
                                "over-refusal", Metric.share(1, 4),
                                "prefill-3-unsafe", Metric.share(2, 4),
                                "prefill-3-recovered", Metric.share(2, 4)));
        DepthTable table = requireNonNull(DepthTable.of(List.of(run), List.of("pke-6")));
        assertEquals(
                List.of(
                        "run",
                        "parameters",
                        "over-refusal",
                        "0 tokens",
                        "3 tokens",
                        "benign kept, 3 tokens"),
                table.head());
        assertEquals("4 of 4", table.rows().getFirst().cells().get(2).counts());
        assertEquals("1 of 4", table.rows().getLast().cells().get(1).counts());
        assertEquals(
                2, requireNonNull(ModelBars.depths(run)).sizes().size(), "and a picture of both");
    }

    @Test
    void whatWasNotTriedHasNoTable() {
        Map<String, Metric> plain = Map.of("asr", Metric.share(1, 4));
        RunSummary run = summary(plain, plain);
        assertNull(DepthTable.ofConditions(List.of(run), List.of("pke-6")));
        assertNull(DepthTable.of(List.of(run), List.of("pke-6")));
        assertNull(ModelBars.depths(run));
    }

    private RunSummary summary(Map<String, Metric> before, Map<String, Metric> after) {
        var run =
                new SampleRecord(store, new InMemoryBlobs())
                        .begin(new SampleRecord.Arm(RUN, "pke", 6, 0));
        evaluated(run, Phase.BEFORE, before);
        for (Stage stage : List.of(Stage.LOCATE, Stage.EDIT)) {
            run.say(new StageStarted(stage), new StageFinished(stage, Map.of("seconds", 1.0)));
        }
        evaluated(run, Phase.AFTER, after);
        return requireNonNull(RunView.of(store, RUN).summary());
    }

    private static void evaluated(
            SampleRecord.Writing run, Phase phase, Map<String, Metric> metrics) {
        run.say(
                new StageStarted(phase.stage()),
                new EvaluationFinished(phase, "judge", metrics, Map.of(), Map.of("seconds", 1.0)),
                new StageFinished(phase.stage(), Map.of("seconds", 1.0)));
    }
}
