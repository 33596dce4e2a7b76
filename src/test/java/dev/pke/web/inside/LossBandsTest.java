package dev.pke.web.inside;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.web.chart.MethodStyle;
import dev.pke.web.chart.Size;
import dev.pke.web.seen.Refusal;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

class LossBandsTest {
    @Test
    void noSpikeIsLostHoweverManyStepsAPlaceHolds() {
        double[] values = IntStream.range(0, 1_000_000).mapToDouble(i -> 1 + i % 7).toArray();
        values[654_321] = 9_000;
        LossBands bands = LossBands.of(table(values), LossWindow.WHOLE, 120);
        assertEquals(120, bands.stretches().size());
        LossBands.Line line = bands.lines().getFirst();
        assertEquals(9_000, Arrays.stream(line.high()).max().orElseThrow());
        assertEquals(4, line.middle()[60], "the middle of 1 to 7");
        assertEquals(1, bands.first());
        assertEquals(1_000_000, bands.last());
    }

    @Test
    void theMiddleIsThatOfSortedValues() {
        var random = new SplittableRandom(7);
        for (int size = 1; size < 60; size++) {
            double[] values = random.doubles(size).map(x -> Math.floor(x * 9)).toArray();
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            assertEquals(sorted[(size - 1) / 2], Median.of(values, 0, size));
        }
    }

    @Test
    void aWindowShowsItsStepsAndNoOther() {
        double[] values = IntStream.rangeClosed(1, 100).mapToDouble(i -> i).toArray();
        LossBands bands = LossBands.of(table(values), new LossWindow(11, 20, 0), 120);
        assertArrayEquals(
                IntStream.rangeClosed(11, 20).mapToDouble(i -> i).toArray(),
                bands.lines().getFirst().middle());
        assertEquals(100, bands.steps());
        assertTrue(LossBands.of(table(values), new LossWindow(500, 0, 0), 9).stretches().isEmpty());
    }

    @Test
    void smoothingLeavesAConstantAloneAndFollowsAJumpByItsShare() {
        double[] flat = new double[40];
        Arrays.fill(flat, 2);
        LossBands bands = LossBands.of(table(flat), new LossWindow(0, 0, 0.9), 40);
        assertArrayEquals(flat, bands.lines().getFirst().middle(), 1e-12); // sums of 0.9^n
        flat[39] = 12;
        bands = LossBands.of(table(flat), new LossWindow(0, 0, 0.9), 40);
        // the weights of 40 steps sum to 1 - 0.9^40
        assertEquals(
                2 + 10 * 0.1 / (1 - Math.pow(0.9, 40)),
                bands.lines().getFirst().middle()[39],
                1e-12);
    }

    @Test
    void aZeroIsMarkedAndALossThatIsNoNumberEndsItsLine() {
        double[] values = {1, 0, 0.5, Double.NaN, 1};
        LossBands bands = LossBands.of(table(values), LossWindow.WHOLE, 120);
        String drawn = LossPlot.draw(bands, MethodStyle.PKE, "/events/", Size.WIDE).markup();
        assertTrue(drawn.contains("zero\" x="), drawn);
        assertTrue(drawn.contains("total (diverged)"));
        assertTrue(drawn.contains("step 4: total no number"));
        assertTrue(drawn.contains("tabindex=\"0\"") && drawn.contains("a tabindex=\"-1\""));
    }

    @Test
    void aSingleStepIsAMark() {
        LossBands bands = LossBands.of(table(new double[] {0.5}), LossWindow.WHOLE, 120);
        String drawn = LossPlot.draw(bands, MethodStyle.PKE, "/events/", Size.NARROW).markup();
        assertTrue(drawn.contains("class=\"only\""));
    }

    @Test
    void anAddressThatMakesNoSenseIsRefusedInOneLine() {
        assertThrows(Refusal.class, () -> new LossWindow(9, 3, 0));
        assertThrows(Refusal.class, () -> LossWindow.of(0, 0, "much"));
        assertThrows(Refusal.class, () -> LossWindow.of(0, 0, "1"));
        assertEquals("?from=3&to=9&smooth=0.9", new LossWindow(3, 9, 0.9).query());
        assertEquals("", LossWindow.WHOLE.query());
    }

    private static LossTable table(double[] values) {
        return new LossTable(
                List.of("total"),
                IntStream.rangeClosed(1, values.length).toArray(),
                IntStream.rangeClosed(1, values.length).asLongStream().toArray(),
                new double[][] {values});
    }
}
