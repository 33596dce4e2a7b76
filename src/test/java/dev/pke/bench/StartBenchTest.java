package dev.pke.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.bench.StartBench.Bar;
import dev.pke.bench.StartBench.Rung;
import dev.pke.fault.UserError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

@EnabledOnOs(OS.LINUX)
class StartBenchTest {
    private static final Path TRUE = Path.of("/bin/true");
    private static final Path FALSE = Path.of("/bin/false");

    @TempDir Path dir = Path.of("");

    @Test
    void everyRungIsMeasuredAgainstTheFirst() throws IOException {
        Path server = dir.resolve("server");
        Files.writeString(server, "#!/bin/sh\n[ $1 != serve ] || echo file:/dev/null\n");
        assertTrue(server.toFile().setExecutable(true));
        List<Rung> ladder = new StartBench(TRUE, server, Path.of("home")).run(2);
        Rung first = ladder.getFirst();
        assertEquals(9, ladder.size());
        assertEquals(1, first.ratio());
        for (Rung each : ladder) {
            assertTrue(each.seconds() > 0 && Double.isFinite(each.ratio()), each.name());
            assertEquals(each.seconds(), each.ratio() * first.seconds(), 1e-9);
        }
        Bar times = new Bar(3, Double.POSITIVE_INFINITY);
        assertTrue(new Rung("x", 1, 3, times).reached());
        assertFalse(new Rung("x", 1, 3.1, times).reached());
        Bar seconds = new Bar(Double.POSITIVE_INFINITY, 2);
        assertTrue(new Rung("x", 2, 99, seconds).reached());
        assertFalse(new Rung("x", 2.1, 1, seconds).reached());
        assertEquals("at most 3 x, at most 2 s", times.words() + ", " + seconds.words());
    }

    @Test
    void aProgramThatFailsIsTold() {
        StartBench bench = new StartBench(TRUE, FALSE, Path.of("home"));
        UserError told = assertThrows(UserError.class, () -> bench.run(1));
        assertEquals("/bin/false --version ended with code 1", told.getMessage());
    }
}
