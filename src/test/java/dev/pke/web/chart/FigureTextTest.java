package dev.pke.web.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 100",
        "0.6759, 68",
        "0.997, 99.7",
        "0.0033, 0.3",
        "0.9999, 100.0",
        "0.5, 50"
    })
    void aShareReadsAsPercentAndNeverRoundsAwayWhatHappened(double share, String percent) {
        assertEquals(percent + "\u00a0%", FigureText.percent(share));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "768, 768",
        "0.0213, 0.0213",
        "1.5, 1.5",
        "0.00000015, 1.50e-7",
        "12.34567, 12.35",
        "NaN, NaN",
        "Infinity, Infinity",
        "100, 100",
        "2500000, 2.50e6",
        "1350, '1,350'",
        "-239484.4, '-239,484'",
        "999.4, 999.4"
    })
    void aValueKeepsFourDigits(double value, String text) {
        assertEquals(text, FigureText.value(value));
    }

    @ParameterizedTest
    @CsvSource({
        "0.42, 0.4 s",
        "59.7, 1 min 0 s",
        "200, 3 min 20 s",
        "7500, 2 h 5 min",
        "12, 12 s",
        "180000, 2 days 2 h"
    })
    void aSpanReadsInItsUnits(double seconds, String text) {
        assertEquals(text, FigureText.seconds(seconds).replace('\u00a0', ' '));
    }
}
