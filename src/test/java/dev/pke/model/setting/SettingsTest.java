package dev.pke.model.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.fault.ModelError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class SettingsTest {
    private static final Settings KNOWN =
            Settings.none()
                    .number("rate", 0.5, Range.above0(2), "how fast")
                    .number("steps", 3, Range.whole(1, 9), "how often")
                    .choice("mode", List.of("fast", "slow"), "how");

    @Test
    void whatIsGivenStandsOverTheDefaults() {
        Settings given = KNOWN.with(Map.of("rate", 2, "mode", "slow"));
        assertEquals(2.0, given.number("rate"));
        assertEquals(3, given.whole("steps"));
        assertTrue(given.is("mode", "slow") && KNOWN.is("mode", "fast"));
        assertEquals(List.of("rate", "steps", "mode"), List.copyOf(given.keys()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rates | 1 | unknown key 'rates', nearest is 'rate'",
                "stesp | 1 | unknown key 'stesp', nearest is 'steps'",
                "steps | 1.5 | key 'steps' is 1.5, must be a whole number from 1 to 9",
                "steps | 1e30 | key 'steps' is 1.0E30, must be a whole number from 1 to 9",
                "rate | 0 | key 'rate' is 0.0, must be a number above 0, at most 2",
                "rate | NaN | key 'rate' is NaN, must be a number above 0, at most 2"
            })
    void whatDoesNotFitIsNamed(String key, double value, String line) {
        assertEquals(line, fault(Map.of(key, value)));
    }

    @Test
    void aWordOutsideItsChoicesIsNamed() {
        assertEquals(
                "key 'mode' is quick, must be one of fast, slow", fault(Map.of("mode", "quick")));
    }

    private static String fault(Map<String, ?> given) {
        return String.valueOf(assertThrows(ModelError.class, () -> KNOWN.with(given)).getMessage());
    }
}
