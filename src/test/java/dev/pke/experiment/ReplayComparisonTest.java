package dev.pke.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.run.RunEvent;
import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.StepTaken;

import org.junit.jupiter.api.Test;

import java.util.Map;

class ReplayComparisonTest {
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    @Test
    void whatAClockDecidesIsNotCompared() {
        ReplayComparison exact = new ReplayComparison(0);
        assertTrue(exact.compare(1, step(0.5, 9), step(0.5, 10)).isEmpty());
        assertTrue(exact.bitEqual());
    }

    @Test
    void theSmallestDifferenceIsFoundAndNamed() {
        var found = new ReplayComparison(0).compare(7, step(0.5, 1), step(Math.nextUp(0.5), 1));
        assertEquals(7, found.orElseThrow().version());
        assertEquals("step-taken.v1", found.orElseThrow().type());
        assertEquals("/losses/safe", found.orElseThrow().field());
        assertEquals("0.5", found.orElseThrow().recorded());
        assertEquals("0.5000000000000001", found.orElseThrow().replayed());
    }

    @Test
    void aToleranceCoversNumbersAndTheDigestsThatFollowFromThem() {
        ReplayComparison wide = new ReplayComparison(0.01);
        assertTrue(wide.compare(1, step(0.5, 1), step(0.505, 1)).isEmpty());
        assertFalse(wide.bitEqual());
        assertTrue(wide.compare(2, saved(A, 256), saved(B, 256)).isEmpty());
        assertTrue(wide.compare(3, step(0.5, 1), step(0.52, 1)).isPresent());
    }

    @Test
    void aToleranceDoesNotCoverCounts() {
        assertTrue(new ReplayComparison(0.01).compare(1, saved(A, 256), saved(A, 255)).isPresent());
    }

    @Test
    void anotherTypeIsADifference() {
        var found = new ReplayComparison(1).compare(4, step(0.5, 1), saved(A, 1));
        assertEquals("type", found.orElseThrow().field());
    }

    @Test
    void numbersThatAreNotFiniteAreEqualOnlyToThemselves() {
        ReplayComparison wide = new ReplayComparison(1);
        assertTrue(wide.compare(1, step(Double.NaN, 1), step(Double.NaN, 1)).isEmpty());
        assertTrue(wide.compare(1, step(Double.NaN, 1), step(1, 1)).isPresent());
    }

    private static RunEvent step(double loss, double seconds) {
        return new StepTaken(1, Map.of("safe", loss), 1.5, Map.of("seconds", seconds));
    }

    private static RunEvent saved(String digest, long moved) {
        return new CheckpointSaved(digest, digest, moved);
    }
}
