package dev.pke.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class SettingsTest {
    private static final Settings KNOWN =
            Settings.none().number("rate", 0.5).whole("steps", 3).choice("mode", "fast", "slow");

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
                "steps | 1.5 | key 'steps' is 1.5, expected a whole number such as 3",
                "rate | NaN | key 'rate' is NaN, expected a number such as 0.5"
            })
    void whatDoesNotFitIsNamed(String key, double value, String line) {
        assertEquals(line, fault(Map.of(key, value)));
    }

    @Test
    void aWordOutsideItsChoicesIsNamed() {
        assertEquals(
                "key 'mode' is quick, expected one of [fast, slow]",
                fault(Map.of("mode", "quick")));
    }

    private static String fault(Map<String, ?> given) {
        return String.valueOf(assertThrows(ModelError.class, () -> KNOWN.with(given)).getMessage());
    }
}
