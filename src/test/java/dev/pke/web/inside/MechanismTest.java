package dev.pke.web.inside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.Objects.requireNonNull;

import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.run.RunEvent.BlockExamined;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.RunView;
import dev.pke.run.word.Stage;
import dev.pke.web.SampleRecord;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.seen.ViewedRun;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

class MechanismTest {
    private static final String RUN = "20261128-170501-pke-ab09";

    @Test
    void whatBecameOfTheBlocksIsASentenceAPictureAndATable() {
        try (var store = new InMemoryEventStore(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))) {
            var run =
                    new SampleRecord(store, new InMemoryBlobs())
                            .begin(new SampleRecord.Arm(RUN, "pke", 6, 0));
            run.say(new StageStarted(Stage.EDIT));
            ViewedRun bare = ViewedRun.ours(RunView.of(store, RUN));
            assertNull(Mechanism.of(bare, MethodStyle.PKE));
            run.say(
                    new BlockExamined(0, Map.of("shift", 0.5, "shift-benign", 0.125)),
                    new BlockExamined(
                            1,
                            Map.of(
                                    "shift", 0.25,
                                    "shift-benign", Double.NaN,
                                    "contribution-before", 3.5,
                                    "contribution-after", -2.0)));
            ViewedRun seen = ViewedRun.ours(RunView.of(store, RUN));
            Mechanism mechanism = requireNonNull(Mechanism.of(seen, MethodStyle.PKE));
            assertEquals(
                    "For the unsafe answer, the moved neurons wrote 3.5 logits before and write"
                            + " −2 now. States under attack moved by up to 50\u00a0% of themselves,"
                            + " those of ordinary work by up to 13\u00a0%.",
                    mechanism.said());
            assertEquals(
                    List.of(
                            List.of("0", "0.125", "0.5", "–", "–"),
                            List.of("1", "NaN", "0.25", "3.5", "-2")),
                    mechanism.chart().rows());
            assertTrue(
                    mechanism.chart().href(1).startsWith("/events/"), "a row leads to its event");
            String drawn = mechanism.chart().sizes().getFirst().markup();
            assertTrue(drawn.contains("block 1: before 3.5, after -2"), drawn);
        }
    }
}
