package dev.pke.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import dev.pke.Aside;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.InMemoryEventStore;
import dev.pke.event.Recorded;
import dev.pke.run.ReviewEvent.Noted;
import dev.pke.run.ReviewEvent.Tagged;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunEvent.RunCancelled;
import dev.pke.run.RunEvent.RunResumed;
import dev.pke.run.RunEvent.StepTaken;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Stage;
import dev.pke.run.word.Status;
import dev.pke.run.word.Streams;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

@Aside
class RunViewTest {
    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

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

    private static RunView view() {
        return RunView.of(Samples.RUN, story());
    }

    private static Recorded event(String stream, String type, String data) {
        return new Recorded(
                1, stream, 1, "id", type, "2026-11-20T17:05:01.000Z", data, new byte[32]);
    }

    @Test
    void anUnknownEventStopsTheReadingAndIsNamed() {
        Recorded odd = event("run/a", "brain-melted.v1", "{}");
        DamagedEvent damaged =
                assertThrows(DamagedEvent.class, () -> RunView.of("a", List.of(odd)));
        assertTrue(Objects.requireNonNull(damaged.getMessage()).contains("brain-melted.v1"));
    }

    @Test
    void aFactInAStreamThatIsNotItsOwnIsDamage() {
        String note = "{\"author\":\"ada\",\"run\":\"a\",\"text\":\"well done\"}";
        assertEquals(
                1, RunView.of("a", List.of(event("review/a", "noted.v1", note))).remarks().size());
        assertThrows(
                DamagedEvent.class,
                () -> RunView.of("a", List.of(event("run/a", "noted.v1", note))));
    }

    @Test
    void asOfAPositionIsWhatTheEventsUpToThereTell() {
        List<Recorded> story = story();
        RunView whole = view();
        for (int n = 0; n <= story.size(); n++) {
            assertEquals(RunView.of(Samples.RUN, story.subList(0, n)), whole.asOf(n), "as of " + n);
        }
    }

    @Test
    void readingOnGivesWhatReadingFromTheStartGives() {
        try (var store = new InMemoryEventStore(NOON)) {
            RunView reading = RunView.empty(Samples.RUN);
            for (Recorded each : story()) {
                store.append(
                        each.stream(),
                        ExpectedVersion.any(),
                        List.of(
                                RunEventCodec.encode(
                                        "e" + each.position(), RunEventCodec.decode(each))));
                reading = reading.further(store);
                assertEquals(RunView.of(store, Samples.RUN), reading);
            }
            assertSame(reading, reading.further(store));
        }
    }

    @Test
    void theSummarySaysWhatTheRunCameTo() {
        RunSummary summary = view().summary();
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
        RunSummary summary = view().asOf(8).summary();
        assertNotNull(summary);
        assertEquals(Stage.EVALUATE_BEFORE, summary.stageAtWork());
        assertEquals(0.9, value(summary.asrBefore()));
        assertNull(summary.asrAfter());
        assertNull(summary.edit().parametersMoved());
    }

    @Test
    void stepsOfAnAbandonedStageAreVoidAndYetTold() {
        List<Told<StepTaken>> steps = view().losses();
        assertEquals(1, steps.size());
        assertEquals(21, steps.getFirst().position());
        assertTrue(Double.isNaN(steps.getFirst().fact().losses().getOrDefault("kl", 0.0)));
        assertEquals(2, view().told().stream().filter(t -> t.fact() instanceof StepTaken).count());
    }

    @Test
    void answersStandInPairs() {
        List<PromptPair> pairs = view().pairs();
        assertEquals(1, pairs.size());
        Told<PromptAnswered> before = pairs.getFirst().before();
        Told<PromptAnswered> after = pairs.getFirst().after();
        assertNotNull(before);
        assertNotNull(after);
        assertEquals("sure , here is", before.fact().answer());
        assertEquals("i am sorry", after.fact().answer());
    }

    @Test
    void theViewKnowsWhatMovedAndWhichEventSaysSo() {
        RunView view = view();
        assertEquals(List.of(17, 40), view.regions().getFirst().fact().neurons());
        var base = view.base();
        assertNotNull(base);
        assertEquals(344, base.fact().neuronsPerBlock());
        assertEquals(1, view.changes().size());
        var change = view.changes().getFirst();
        assertEquals(List.of(change.fact().delta()), view.deltas());
        assertEquals(Map.of(change.fact().tensor(), change.position()), view.evidence());
        var saved = view.saved();
        assertNotNull(saved);
        assertEquals(256, saved.fact().parametersMoved());
    }

    @Test
    void twiceTheStepsCostTwiceAsMuch() {
        List<StepTaken> steps = new ArrayList<>();
        for (int i = 1; i <= 100_000; i++) {
            steps.add(new StepTaken(i, Map.of("safe", 1.0 / i), 0.5, Map.of()));
        }
        List<Recorded> events = Samples.recorded("run/long", 1, steps);
        long few = allocated(events.subList(0, 50_000));
        long all = allocated(events);
        assertTrue(all < 2.5 * few, all + " bytes against " + few + " for half the steps");
    }

    /** Bytes that folding allocates, which no other process disturbs. */
    private static long allocated(List<Recorded> events) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertEquals(events.size(), RunView.of("long", events).losses().size());
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static double value(@Nullable Metric metric) {
        assertNotNull(metric);
        return metric.value();
    }
}
