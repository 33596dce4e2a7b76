package dev.pke.web.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.run.RunView;
import dev.pke.run.facts.Facts;
import dev.pke.web.SampleRecord;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The track of a replay: stages of equal dignity, each event in its place. */
class StageTrackTest {
    private final Facts told = told();
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
    void stepsAreTheEditsStepsTheEndsOfStagesAndAnswersNowAndThen() {
        List<String> steps = List.of(StageTrack.steps(told).split(",", -1));
        long answers =
                steps.stream()
                        .map(i -> told.get(Integer.parseInt(i)))
                        .filter(each -> each.type().startsWith("prompt-answered"))
                        .count();
        assertEquals(2 * 13, answers, "of 55 in each evaluation, every fourth");
        assertEquals(40 + 6 + 1 + answers, steps.size());
    }

    @Test
    void marksAreWideEnoughToBeHitAndSayWhatTheyAre() {
        String svg = track.draw(told, 0).markup();
        for (String kind : List.of("evaluation hue-none", "region hue-pke")) {
            int at = svg.indexOf(kind);
            String mark = svg.substring(at, svg.indexOf("/>", at));
            assertTrue(mark.contains("width=\"8\""), mark);
        }
        assertTrue(svg.contains("<title>6 neurons chosen, in 2 blocks</title>"), svg);
        assertTrue(
                svg.replace('\u00a0', ' ')
                        .contains("<title>evaluated after the edit: attack success 0 %</title>"),
                svg);
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
        StageTrack begun = StageTrack.of(told.first(1));
        assertEquals(0, begun.unit(0));
        assertTrue(begun.draw(told.first(1), 0).markup().contains("<svg"));
    }

    private static Facts told() {
        var store = new InMemoryEventStore(new TickingClock());
        new SampleRecord(store, new InMemoryBlobs())
                .writeAll(List.of(new SampleRecord.Arm("run-1", "pke", 6, 0)));
        return RunView.of(store, "run-1").told();
    }
}
