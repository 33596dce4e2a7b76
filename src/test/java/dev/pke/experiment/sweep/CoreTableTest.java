package dev.pke.experiment.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that makes the table of the core arms, before a program that only notes its words.
 */
class CoreTableTest {
    @TempDir Path folder = Path.of("");

    @Test
    void theSixthGrowsMoreFromOneInstanceAndTheOthersShareAPlan()
            throws IOException, InterruptedException {
        List<String> sweeps = sweeps("plain", "entangled", "shared", "layered");
        // in each world those that share a plan, then the sixth and its control from nine, and one
        assertEquals(4 * 3, sweeps.size(), sweeps::toString);
        for (int w = 0; w < 4; w++) {
            List<String> of = sweeps.subList(3 * w, 3 * w + 3);
            assertTrue(of.get(0).matches(".*-pke-6\\.yaml .*instances=9,1 .*"), of::toString);
            assertTrue(of.get(1).matches(".*-deep6-\\d+\\.yaml .*instances=9 .*"), of::toString);
            assertTrue(
                    of.get(2).matches(".*-deep6-\\d+-single\\.yaml .*instances=1 .*"),
                    of::toString);
            for (String each : of.subList(1, 3)) {
                assertTrue(
                        each.matches(".*-deep6-\\d+\\.yaml,\\S+-random-deep6-\\d+\\.yaml .*"),
                        each);
            }
        }
    }

    private List<String> sweeps(String... worlds) throws IOException, InterruptedException {
        Path notes = folder.resolve("notes");
        Path pke = folder.resolve("pke");
        Files.writeString(
                pke,
                """
                #!/bin/sh
                case "$*" in
                *--list*) for plan in $(echo "$2,$4" | tr , ' '); do test -f "$plan" || exit 9; done ;;
                sweep*) echo "$*" >> %s ;;
                esac
                echo '[]'
                """
                        .formatted(notes));
        assertTrue(pke.toFile().setExecutable(true));
        List<String> command = new ArrayList<>(List.of("python3", "experiments/core/table.py"));
        command.addAll(List.of(worlds));
        command.addAll(List.of("--seeds", "17", "--draws", "1"));
        var table = new ProcessBuilder(command);
        table.environment().put("PKE", pke.toString());
        Process process = table.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), said);
        return Files.readAllLines(notes);
    }
}
