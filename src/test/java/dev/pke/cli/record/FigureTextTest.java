package dev.pke.cli.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pke.measure.MetricName;
import dev.pke.run.word.Metric;

import org.junit.jupiter.api.Test;

class FigureTextTest {
    @Test
    void aMeanIsToldAsANumberAndAShareWithItsInterval() {
        Metric mean = new Metric(0.01234, 64, 64, Double.NaN, Double.NaN);
        assertEquals("0.01234 over 64", SummaryText.full(MetricName.KL, mean));
        assertEquals(
                "50.0 % (24-76), 5 of 10", SummaryText.full(MetricName.ASR, Metric.share(5, 10)));
        assertEquals("-", SummaryText.full(MetricName.KL, null));
    }
}
