package dev.pke.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Aside;
import dev.pke.PostgresServer;
import dev.pke.TickingClock;
import dev.pke.audit.Verification;
import dev.pke.audit.Verify;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

@Aside
class PostgresCrashTest {
    private static final int ROUNDS = 3; // pke bench crash --store does 50

    @TempDir Path folder;

    @Test
    @Timeout(600) // only so that a hang ends
    void nothingAcknowledgedIsLostWhenWritersToOneServerAreKilled() throws Exception {
        CrashHome home = new CrashHome(folder.resolve("home"), PostgresServer.emptyDatabase());
        CrashBench bench = new CrashBench(home, new TickingClock(), 4711, 2, 4);
        for (int round = 0; round < ROUNDS; round++) {
            bench.round(round);
        }
        bench.finish();
        assertTrue(bench.acknowledged() > 0);
        Verification found = new Verify(null, null, 2).home(home.dir(), home.events());
        assertTrue(found.passed(), () -> "" + found.lines());
        assertEquals(bench.recorded(), java.util.Objects.requireNonNull(found.head()).size());
    }
}
