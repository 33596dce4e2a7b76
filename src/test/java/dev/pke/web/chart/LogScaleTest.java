package dev.pke.web.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.Collectors;

/** The ticks of one axis are written in one way. */
class LogScaleTest {
    @ParameterizedTest
    @CsvSource({
        "0.002, 30, 0.001 0.01 0.1 1 10 100",
        "0.0002, 2, 1e-4 1e-3 1e-2 1e-1 1 1e1",
        "200, 40000, '100 1,000 10,000 100,000'"
    })
    void noAxisMixesPowersAndDecimals(double least, double most, String ticks) {
        LogScale scale = LogScale.around(least, most, 0, 100);
        assertEquals(
                ticks, scale.ticks().stream().map(scale::word).collect(Collectors.joining(" ")));
    }
}
