package dev.pke.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Aside;
import dev.pke.TickingClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

@Aside
class CrashTest {
    @TempDir Path folder;

    private static final int ROUNDS = 5; // pke bench crash does 200
    private static final long SEED = 4711;

    /** Of the rounds this seed draws, four wait for as many acknowledgements as these together. */
    private static final long AWAITED = 71 + 22 + 100 + 22;

    @Test
    @Timeout(600) // only so that a hang ends
    void nothingAcknowledgedIsLostWhenWritersAreKilled() throws Exception {
        CrashHome home = CrashHome.in(folder.resolve("home"));
        CrashBench bench = new CrashBench(home, new TickingClock(), SEED, 2, 4);
        for (int round = 0; round < ROUNDS; round++) {
            bench.round(round);
        }
        bench.finish();
        assertTrue(bench.acknowledged() >= AWAITED, "acknowledged " + bench.acknowledged());
        assertTrue(bench.recorded() >= bench.acknowledged());
    }
}
