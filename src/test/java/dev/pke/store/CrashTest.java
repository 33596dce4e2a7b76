package dev.pke.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;

class CrashTest {
    @TempDir Path folder;

    @Test
    @Timeout(600)
    void nothingAcknowledgedIsLostWhenWritersAreKilled() throws Exception {
        CrashBench bench = new CrashBench(folder, Clock.systemUTC(), 4711, 2, 4);
        for (int round = 0; round < 20; round++) {
            bench.round(round);
        }
        bench.finish();
        assertTrue(bench.acknowledged() > 100, "acknowledged " + bench.acknowledged());
        assertTrue(bench.recorded() >= bench.acknowledged());
    }
}
