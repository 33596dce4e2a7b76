package dev.pke.run.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.run.Fact;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.RunEvent.StepTaken;
import dev.pke.run.Told;
import dev.pke.run.word.Stage;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Facts held in columns are the facts that were put in, wherever one cuts. */
class FactsTest {
    private static final int MANY = 10_000; // over two pieces

    /** Two beginnings, steps of two forms among other facts, positions with gaps. */
    private static List<Told<Fact>> told() {
        List<Told<Fact>> told = new ArrayList<>();
        var random = new SplittableRandom(3);
        long position = 7;
        for (int i = 0; i < MANY; i++) {
            position += 1 + random.nextInt(2);
            Map<String, Double> losses =
                    i < MANY / 2
                            ? Map.of("total", 1.0 / (i + 1), "kl", Double.NaN)
                            : Map.of("total", Double.NEGATIVE_INFINITY);
            Fact fact =
                    i % 3_000 == 5
                            ? new StageStarted(Stage.EDIT)
                            : new StepTaken(i + 1, losses, -0.0, Map.of("seconds", 0.5));
            told.add(new Told<>(position, "2026-11-28T00:00:00.%03dZ".formatted(i % 1000), fact));
        }
        told.add(
                new Told<>(
                        position + 1,
                        "2026-11-28T00:00:00.000Z",
                        new StageFinished(Stage.EDIT, Map.of())));
        return told;
    }

    private static Facts gathered(List<Told<Fact>> told) {
        Gathering gathering = new Gathering(Facts.none());
        told.forEach(gathering::add);
        return gathering.done();
    }

    @Test
    void whatComesOutIsWhatWasPutIn() {
        assertEquals(told(), gathered(told()));
    }

    @Test
    void goingOnIsTheSameAsGatheringAtOnce() {
        List<Told<Fact>> told = told();
        Facts facts = Facts.none();
        for (int from = 0; from < told.size(); from += 777) {
            Gathering more = new Gathering(facts);
            told.subList(from, Math.min(told.size(), from + 777)).forEach(more::add);
            facts = more.done();
        }
        assertEquals(told, facts);
        assertEquals(gathered(told).pieces().size(), facts.pieces().size());
    }

    @Test
    void anyBeginningIsThatOfTheList() {
        Facts facts = gathered(told());
        for (int count : new int[] {0, 1, 5, 6, 4_102, 9_999, MANY, MANY + 1}) {
            assertEquals(told().subList(0, count), facts.first(count), count + " of them");
        }
    }

    @Test
    void positionsAreFoundBetweenFactsToo() {
        Facts facts = gathered(told());
        for (int i = 0; i < facts.size(); i += 101) {
            assertEquals(facts.get(i).position(), facts.position(i));
            assertEquals(i + 1, facts.upTo(facts.position(i)));
            assertEquals(i, facts.upTo(facts.position(i) - 1));
        }
        assertEquals(facts.size(), facts.upTo(Long.MAX_VALUE));
    }

    @Test
    void rangesHoldEveryPositionAndNoOther() {
        Facts facts = gathered(told());
        List<Long> positions = new ArrayList<>();
        long last = -1;
        for (Facts.Range each : facts.ranges()) {
            assertTrue(each.first() > last + 1, "a gap between two");
            last = each.last();
            LongStream.rangeClosed(each.first(), last).forEach(positions::add);
        }
        assertEquals(facts.stream().map(Told::position).toList(), positions);
        assertEquals(List.of(), Facts.none().ranges());
    }

    @Test
    void stepsAndOthersAreTheWhole() {
        Facts facts = gathered(told());
        List<Facts.Placed> others = facts.others();
        assertEquals(5, others.size());
        others.forEach(each -> assertEquals(facts.get(each.index()), each.told()));
        assertEquals(facts.size() - 5, facts.stepsTold().size());
        assertEquals(1, facts.stepsTold().getFirst().fact().step());
        assertEquals(facts.size() - 5, facts.stepSpans().stream().mapToInt(Facts.Span::size).sum());
    }

    @Test
    void aMillionStepsAreLight() {
        Gathering gathering = new Gathering(Facts.none());
        told().forEach(gathering::add);
        Facts facts = gathering.done();
        assertEquals(5 + (MANY - 4) / 8, facts.weight());
        assertSame(facts.get(5).fact().getClass(), StageStarted.class);
        assertNull(facts.get(0).as(StageStarted.class));
    }
}
