package dev.pke.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.bench.StartBench.Rung;
import dev.pke.fault.UserError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.nio.file.Path;
import java.util.List;

@EnabledOnOs(OS.LINUX)
class StartBenchTest {
    private static final Path TRUE = Path.of("/bin/true");
    private static final Path FALSE = Path.of("/bin/false");

    @Test
    void everyRungIsMeasuredAgainstTheFirst() {
        List<Rung> ladder = new StartBench(TRUE, TRUE, Path.of("home")).run(2);
        Rung first = ladder.getFirst();
        assertEquals(8, ladder.size());
        assertEquals(1, first.ratio());
        for (Rung each : ladder) {
            assertTrue(each.seconds() > 0 && Double.isFinite(each.ratio()), each.name());
            assertEquals(each.seconds(), each.ratio() * first.seconds(), 1e-9);
        }
        assertTrue(new Rung("x", 1, 3, 3).reached() && !new Rung("x", 1, 3.1, 3).reached());
    }

    @Test
    void aProgramThatFailsIsTold() {
        StartBench bench = new StartBench(TRUE, FALSE, Path.of("home"));
        UserError told = assertThrows(UserError.class, () -> bench.run(1));
        assertEquals("/bin/false --version ended with code 1", told.getMessage());
    }
}
