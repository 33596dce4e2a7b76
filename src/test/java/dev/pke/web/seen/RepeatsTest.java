package dev.pke.web.seen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pke.run.RunSummary;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

class RepeatsTest {
    @ParameterizedTest
    @CsvSource({
        "1 1, 1 2, 2 seeds, seed 1; seed 2",
        "1 1, 2 1, 2 draws, draw 1; draw 2",
        "1 1, 2 3, 2 runs, 'draw 1, seed 1; draw 2, seed 3'",
    })
    void runsAreCountedAndCalledByWhatRepeatsThem(
            String one, String other, String counted, String told) {
        List<RunSummary> runs = List.of(drawn(one), drawn(other));
        Repeats repeats = Repeats.of(runs);
        assertEquals(counted, repeats.counted());
        assertEquals(
                Arrays.asList(told.split("; ", -1)), runs.stream().map(repeats::told).toList());
    }

    /** A run of a draw and a seed. */
    private static RunSummary drawn(String both) {
        String seed = both.substring(2);
        return NamingTest.called(
                NamingTest.six(),
                "plain/pke-6",
                "pke",
                Map.of("edit", seed),
                "draw " + both.charAt(0));
    }
}
