package dev.pke.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.event.Recorded;
import dev.pke.run.ReviewEvent.Noted;
import dev.pke.run.ReviewEvent.Tagged;
import dev.pke.run.RunEvent.RunCancelled;
import dev.pke.run.RunEvent.RunResumed;
import dev.pke.run.RunEvent.StepTaken;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class ReadModelTest {
    /** A run that is cut off in its edit, resumed, finished, and then reviewed. */
    private static List<Recorded> story() {
        List<RunEvent> whole = Samples.wholeRun(0.9, 0.1);
        List<RunEvent> facts = new ArrayList<>(whole.subList(0, 17));
        facts.add(new RunCancelled("Ctrl-C"));
        facts.add(new RunResumed(Stage.EDIT, Samples.CODE, Samples.MACHINE));
        facts.addAll(whole.subList(14, whole.size()));
        List<Recorded> story =
                new ArrayList<>(Samples.recorded(Streams.run(Samples.RUN), 1, facts));
        story.addAll(
                Samples.recorded(
                        Streams.review(Samples.RUN),
                        story.size() + 1,
                        List.of(
                                new Tagged(Samples.RUN, "ada", "keep"),
                                new Noted(Samples.RUN, "ada", "well done"))));
        return story;
    }

    static List<ReadModel<?>> models() {
        return ReadModelRegistry.all();
    }

    @ParameterizedTest
    @MethodSource("models")
    void storedRowsGiveTheSameModelAtEveryPosition(ReadModel<?> model) {
        storedEqualsFolded(model);
    }

    private static <E extends Entry> void storedEqualsFolded(ReadModel<E> model) {
        Entries<E> live = model.initial();
        Map<String, @Nullable String> stored = new LinkedHashMap<>();
        for (Recorded each : story()) {
            Entries<E> next = model.apply(live, each);
            for (Row row : model.rows(live, next)) {
                stored.remove(row.key());
                stored.put(row.key(), row.json());
            }
            live = next;
            List<Row> rows = new ArrayList<>();
            stored.forEach((key, json) -> rows.add(new Row(key, json)));
            assertEquals(latest(live), latest(model.restore(rows)), "after " + each);
        }
        assertTrue(live.size() > 0, model.name());
    }

    /** The entries that count: of those with one key, the last. */
    private static <E extends Entry> Map<String, E> latest(Entries<E> state) {
        Map<String, E> latest = new LinkedHashMap<>();
        for (E each : state.list()) {
            latest.remove(each.key());
            latest.put(each.key(), each);
        }
        return latest;
    }

    @ParameterizedTest
    @MethodSource("models")
    void anUnknownEventStopsEveryModel(ReadModel<?> model) {
        Recorded odd =
                new Recorded(
                        1,
                        "run/a",
                        1,
                        "id",
                        "brain-melted.v1",
                        "2026-11-20T17:05:01.000Z",
                        "{}",
                        new byte[32]);
        assertThrows(DamagedEvent.class, () -> model.fold(List.of(odd)));
    }

    @Test
    void theSummarySaysWhatTheRunCameTo() {
        RunSummary summary = SummaryFold.summary(new SummaryFold().fold(story()));
        assertNotNull(summary);
        assertEquals(Status.FINISHED, summary.status());
        assertEquals(0.9, value(summary.asrBefore()));
        assertEquals(0.1, value(summary.asrAfter()));
        assertEquals(256L, summary.edit().parametersMoved());
        assertEquals(2, summary.edit().neurons());
        assertEquals(List.of("keep"), summary.review().tags());
        assertEquals(1, summary.review().notes());
        assertEquals(1, summary.timing().resumed());
        assertEquals(List.of(Stage.values()), summary.finished());
        assertEquals(8.75, summary.timing().seconds());
    }

    @Test
    void asOfAnEarlierPositionTheSummaryKnowsOnlyWhatWasKnownThen() {
        RunSummary summary = SummaryFold.summary(new SummaryFold().fold(story().subList(0, 8)));
        assertNotNull(summary);
        assertEquals(Stage.EVALUATE_BEFORE, summary.stageAtWork());
        assertEquals(0.9, value(summary.asrBefore()));
        assertNull(summary.asrAfter());
        assertNull(summary.edit().parametersMoved());
    }

    @Test
    void stepsOfAnAbandonedStageAreVoid() {
        List<LossCurves.Point> points = new LossCurves().fold(story()).list();
        assertEquals(1, points.size());
        assertEquals(21, points.getFirst().position());
        assertTrue(Double.isNaN(points.getFirst().losses().getOrDefault("kl", 0.0)));
    }

    @Test
    void answersStandInPairs() {
        List<RecordedAnswers.Pair> pairs =
                RecordedAnswers.pairs(new RecordedAnswers().fold(story()));
        assertEquals(1, pairs.size());
        RecordedAnswers.Answer before = pairs.getFirst().before();
        RecordedAnswers.Answer after = pairs.getFirst().after();
        assertNotNull(before);
        assertNotNull(after);
        assertEquals("sure , here is", before.answer());
        assertEquals("i am sorry", after.answer());
    }

    @Test
    void theMapAndTheCheckpointShowWhatMoved() {
        RegionMap.View map = RegionMap.view(new RegionMap().fold(story()));
        assertEquals(List.of(17, 40), map.regions().getFirst().neurons());
        assertNotNull(map.grid());
        assertEquals(344, map.grid().neuronsPerBlock());
        SavedCheckpoints.View saved = SavedCheckpoints.view(new SavedCheckpoints().fold(story()));
        assertEquals(1, saved.changes().size());
        assertNotNull(saved.saved());
        assertEquals(256, saved.saved().parametersMoved());
    }

    @Test
    void theCurveOfAHundredThousandStepsTakesTheSameMemoryForEachStep() {
        List<StepTaken> steps = new ArrayList<>();
        for (int i = 1; i <= 100_000; i++) {
            steps.add(new StepTaken(i, Map.of("safe", 1.0 / i), 0.5, Map.of()));
        }
        List<Recorded> events = Samples.recorded("run/long", 1, steps);
        long few = allocated(events.subList(0, 50_000));
        long all = allocated(events);
        // Twice the steps make twice the garbage; a copy of the curve a step would make four times.
        assertTrue(all < 2.5 * few, few + " bytes, then " + all);
    }

    /** What this thread allocates to fold: counted, so that no machine is too slow for it. */
    private static long allocated(List<Recorded> events) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertEquals(events.size(), new LossCurves().fold(events).size());
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static double value(@Nullable Metric metric) {
        assertNotNull(metric);
        return metric.value();
    }
}
