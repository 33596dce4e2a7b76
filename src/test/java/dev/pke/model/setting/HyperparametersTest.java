package dev.pke.model.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pke.fault.ModelError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class HyperparametersTest {
    enum Mode {
        FAST,
        SLOW
    }

    record Hparams(double topRate, int steps, Mode mode, long seed) {
        static final Hyperparameters<Hparams> KEYS =
                Hyperparameters.of(Hparams.class)
                        .number("top-rate", 0.5, Range.above0(2), "how fast")
                        .number("steps", 3, Range.whole(1, 9), "how often")
                        .choice("mode", Mode.class, "how")
                        .seed("of the draw");

        Hparams {
            KEYS.check(topRate, steps, mode, seed);
            if (mode == Mode.SLOW && steps > 5) {
                throw new IllegalArgumentException("slow takes at most 5 steps, not " + steps);
            }
        }
    }

    @Test
    void whatIsGivenStandsOverWhatIsUsual() {
        assertEquals(new Hparams(0.5, 3, Mode.FAST, 1), Hparams.KEYS.usual());
        Hparams given = Hparams.KEYS.with(Map.of("top-rate", 2, "mode", "slow", "seed", "-7"));
        assertEquals(new Hparams(2, 3, Mode.SLOW, -7), given);
        assertEquals(
                new Hparams(2, 4, Mode.SLOW, -7), Hparams.KEYS.with(given, Map.of("steps", 4)));
    }

    @Test
    void aRecordReadsAsPlansWriteIt() {
        Hparams some = new Hparams(1, 2, Mode.SLOW, Long.MAX_VALUE);
        Map<String, Object> values = Hparams.KEYS.values(some);
        assertEquals(
                Map.of("top-rate", 1.0, "steps", 2L, "mode", "slow", "seed", Long.MAX_VALUE),
                values);
        assertEquals(List.of("top-rate", "steps", "mode", "seed"), List.copyOf(values.keySet()));
        assertEquals(some, Hparams.KEYS.bind(values));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "top-rats | 1 | unknown key top-rats; did you mean top-rate?",
                "stesp | 1 | unknown key stesp; did you mean steps?",
                "steps | 1.5 | steps is 1.5, must be a whole number from 1 to 9",
                "steps | 1e30 | steps is 1.0E30, must be a whole number from 1 to 9",
                "top-rate | 0 | top-rate is 0.0, must be a number above 0, at most 2",
                "top-rate | NaN | top-rate is NaN, must be a number above 0, at most 2"
            })
    void whatDoesNotFitIsNamed(String key, double value, String line) {
        assertTold(ModelError.class, line, () -> Hparams.KEYS.with(Map.of(key, value)));
    }

    @Test
    void aWordOutsideItsChoicesIsNamed() {
        assertTold(
                ModelError.class,
                "mode is quick, must be one of fast, slow",
                () -> Hparams.KEYS.with(Map.of("mode", "quick")));
    }

    @Test
    void whatCanNotGoTogetherIsSaidByTheRecord() {
        assertTold(
                ModelError.class,
                "slow takes at most 5 steps, not 6",
                () -> Hparams.KEYS.with(Map.of("mode", "slow", "steps", 6)));
    }

    @Test
    void noRecordCanBeMadeBesideItsRanges() {
        assertTold(
                IllegalArgumentException.class,
                "steps is 10, must be a whole number from 1 to 9",
                () -> new Hparams(1, 10, Mode.FAST, 1));
    }

    private static void assertTold(
            Class<? extends RuntimeException> kind, String line, Executable wrong) {
        assertEquals(line, assertThrows(kind, wrong).getMessage());
    }
}
