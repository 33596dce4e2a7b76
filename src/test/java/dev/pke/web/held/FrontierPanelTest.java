package dev.pke.web.held;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.Objects.requireNonNull;

import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.word.Selection;
import dev.pke.web.SampleRecord;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

class FrontierPanelTest {
    private static final String REACHED =
            new Selection("asr", 0.05, 0, 4, Selection.End.REACHED).words();
    private static final String NEAREST =
            new Selection("asr", 0.05, 0, 4, Selection.End.NEAREST).words();

    @Test
    void methodsThatWereTunedByOneRuleAreCurvesOverTheirSizes() {
        try (var store = new InMemoryEventStore(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))) {
            new SampleRecord(store, new InMemoryBlobs()).writeAll(SampleRecord.demo());
            List<RunSummary> runs =
                    SampleRecord.demo().stream()
                            .map(arm -> requireNonNull(RunView.of(store, arm.run()).summary()))
                            .toList();
            // DINM, PKE 1, 2, 6, random 1, 2, 6, and one of no rule
            List<@Nullable Object> chosen =
                    Arrays.asList(
                            REACHED, NEAREST, REACHED, REACHED, NEAREST, NEAREST, NEAREST, null);
            List<FrontierPanel> panels = FrontierPanel.of(runs, chosen);
            assertEquals(1, panels.size());
            FrontierPanel panel = panels.getFirst();
            assertEquals("attack success of at most 5\u00a0%", panel.rule());
            assertTrue(
                    panel.said().startsWith("Reached on the tune split by PKE from 2 neurons, 256"),
                    panel.said());
            assertTrue(panel.said().endsWith("At no size tried by random."), panel.said());
            assertEquals(
                    List.of("PKE", "PKE", "PKE", "DINM", "random", "random", "random"),
                    panel.chart().rows().stream().map(List::getFirst).toList());
            assertEquals("not reached, of 4", panel.chart().rows().getFirst().get(3));
            assertTrue(panel.chart().href(0).startsWith("/runs/"));
            assertTrue(panel.chart().sizes().getFirst().markup().contains("PKE, 6 neurons, 768"));
        }
    }

    @Test
    void oneRunIsNoCurveAndOtherWordsAreNoRule() {
        try (var store = new InMemoryEventStore(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))) {
            new SampleRecord(store, new InMemoryBlobs()).writeAll(SampleRecord.demo());
            List<RunSummary> two =
                    SampleRecord.demo().subList(0, 2).stream()
                            .map(arm -> requireNonNull(RunView.of(store, arm.run()).summary()))
                            .toList();
            assertEquals(List.of(), FrontierPanel.of(two, Arrays.asList(REACHED, "by taste")));
        }
    }
}
