package dev.pke.run.word;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

import java.util.Map;

class PlanKeyTest {
    private static Map<String, Object> plan(String name, String locator, int seed) {
        return Map.of(
                "name",
                name,
                "edit",
                Map.of("locator", Map.of("name", locator, "seed", seed, "budget", 0.02)));
    }

    @Test
    void aPlansNameAndItsSeedsDoNotTellItFromAnother() {
        assertEquals(
                PlanKey.of("pke", plan("one", "random", 1)),
                PlanKey.of("pke", plan("two", "random", 2)));
    }

    /** A control may be told all that its method is told: only what locates differs. */
    @Test
    void theNameOfALocatorDoes() {
        assertNotEquals(
                PlanKey.of("pke", plan("one", "pke-deep-3", 1)),
                PlanKey.of("pke", plan("one", "random-deep-3-blocks", 1)));
    }
}
