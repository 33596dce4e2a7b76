package dev.pke.web.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.run.Fact;
import dev.pke.run.RunView;
import dev.pke.run.Told;
import dev.pke.web.SampleRecord;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The track of a replay: stages of equal dignity, each event in its place. */
class StageTrackTest {
    private final List<Told<Fact>> told = told();
    private final StageTrack track = StageTrack.of(told);

    @Test
    void everyStageIsWideEnoughToBeHit() {
        assertEquals(6, track.parts().size());
        for (StageTrack.Part part : track.parts()) {
            assertTrue(part.right() - part.left() >= 0.06, part.name() + " is " + part);
        }
        assertEquals(0, track.parts().getFirst().left(), 0);
        assertEquals(1, track.parts().getLast().right(), 1e-9, "sums of doubles");
    }

    @Test
    void placesGrowWithEventsFromOneEndToTheOther() {
        assertEquals(0, track.unit(0));
        assertEquals(StageTrack.UNITS, track.unit(told.size() - 1));
        for (int i = 1; i < told.size(); i++) {
            assertTrue(track.unit(i) >= track.unit(i - 1), "event " + i);
        }
    }

    @Test
    void stepsAreTheEditsStepsAndTheEndsOfStages() {
        assertEquals(40 + 6 + 1, StageTrack.steps(told).split(",", -1).length);
    }

    @Test
    void withinAnEvaluationItSaysHowManyWereAsked() {
        int first = 0;
        while (!told.get(first).type().startsWith("prompt-answered")) {
            first++;
        }
        assertEquals("1 of 55 asked", StageTrack.progress(told, first));
        assertEquals("", StageTrack.progress(told, 0));
    }

    @Test
    void aRunThatHasJustBegunHasATrackToo() {
        StageTrack begun = StageTrack.of(told.subList(0, 1));
        assertEquals(0, begun.unit(0));
        assertTrue(begun.draw(told.subList(0, 1), 0).markup().contains("<svg"));
    }

    private static List<Told<Fact>> told() {
        var store = new InMemoryEventStore(new TickingClock());
        new SampleRecord(store, new InMemoryBlobs())
                .writeAll(List.of(new SampleRecord.Arm("run-1", "pke", 6, 0, 0)));
        return RunView.of(store, "run-1").told();
    }
}
