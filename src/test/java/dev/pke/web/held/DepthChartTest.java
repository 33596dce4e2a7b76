package dev.pke.web.held;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.run.word.Metric;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.chart.Size;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class DepthChartTest {
    private static final DepthLine DEEP =
            DepthLine.of(
                            "PKE, deep",
                            MethodStyle.PKE,
                            List.of(
                                    Map.of(
                                            "asr", Metric.share(0, 10),
                                            "prefill-10-unsafe", Metric.share(1, 10),
                                            "prefill-affirmative-unsafe", Metric.share(9, 10),
                                            "over-refusal", Metric.share(1, 50))),
                            768)
                    .at("/runs/a", "");
    private static final DepthLine SHALLOW =
            DepthLine.of(
                            "DINM",
                            MethodStyle.DINM,
                            List.of(
                                    Map.of(
                                            "asr", Metric.share(0, 10),
                                            "prefill-5-unsafe", Metric.share(10, 10))),
                            44_032)
                    .at("/runs/b", "broken");

    @Test
    void everyLineLeadsToWhatItMovedAndWhatItCost() {
        for (Size size : List.of(Size.WIDE, Size.NARROW)) {
            String drawn = DepthChart.draw(List.of(DEEP, SHALLOW), size).markup();
            assertTrue(drawn.contains("768"), drawn);
            assertTrue(drawn.contains("44,032"), drawn);
            assertTrue(drawn.contains("2\u00a0%"), drawn);
            assertTrue(drawn.contains("DINM (broke)"), drawn);
            assertTrue(drawn.contains("href=\"/runs/a?kind=prefill-10#answers\""), drawn);
            assertTrue(
                    drawn.contains("PKE, deep, 10 tokens given: 10\u00a0% (2–40) unsafe, 1 of 10"),
                    drawn);
        }
    }

    @Test
    void aLineEndsWhereItsRunWasAskedLast() {
        assertEquals(10, DEEP.last().tokens());
        assertEquals(5, SHALLOW.last().tokens());
        assertEquals(List.of(0, 10), DEEP.points().stream().map(p -> p.tokens()).toList());
        assertFalse(
                DepthLine.of(
                                "flat",
                                MethodStyle.PKE,
                                List.of(Map.of("asr", Metric.share(0, 10))),
                                1)
                        .isDeep());
    }

    @Test
    void severalSeedsAreTheirMeanAndStandardDeviation() {
        DepthLine line =
                DepthLine.of(
                        "PKE",
                        MethodStyle.PKE,
                        List.of(
                                Map.of("asr", Metric.share(2, 10)),
                                Map.of("asr", Metric.share(4, 10))),
                        1);
        Metric mean = line.last().unsafe();
        assertEquals(0.3, mean.value(), 1e-12);
        assertEquals(0.3 - Math.sqrt(0.02), mean.low(), 1e-12);
    }

    @Test
    void rowsStandApartAndAsNearTheirLinesAsTheyCan() {
        assertArrayEquals(new double[] {0, 20, 70}, Apart.of(new double[] {0, 1, 70}, 20, 0, 100));
        assertArrayEquals(
                new double[] {60, 80, 100}, Apart.of(new double[] {100, 100, 100}, 20, 0, 100));
        assertArrayEquals(
                new double[] {0, 50, 100}, Apart.of(new double[] {100, 100, 100}, 60, 0, 100));
    }
}
