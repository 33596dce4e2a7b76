package dev.pke.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.cli.Said;
import dev.pke.event.CanonicalJson;
import dev.pke.experiment.TinyPlan;
import dev.pke.experiment.plan.Plan;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

class RunVerbsTest {
    @TempDir Path folder = Path.of("");

    @Test
    void aRunThatIsStoppedIsCancelledResumedShownAndReplayed()
            throws IOException, InterruptedException {
        TinyPlan.write(folder, "0");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.pke.cli.Main",
                                "run",
                                folder.resolve("tiny.yaml").toString(),
                                "--home",
                                home())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader out = process.inputReader(UTF_8)) {
            String line = out.readLine();
            while (line != null && !line.contains("fingerprint")) {
                line = out.readLine();
            }
            assertNotNull(line, "the run ended before its first stage did");
            process.toHandle().destroy();
            out.lines().forEach(each -> {});
        }
        assertTrue(process.waitFor(300, TimeUnit.SECONDS));
        Map<?, ?> run = onlyRun();
        assertEquals("cancelled", run.get("status"));
        String id = String.valueOf(run.get("run"));

        assertEquals(0, say("resume " + id).code());
        assertEquals("finished", onlyRun().get("status"));
        assertEquals(64L, onlyRun().get("parametersMoved"));
        assertTrue(say("show " + id).out().contains("pke on tiny, finished"));
        Said replayed = say("replay " + id);
        assertEquals(0, replayed.code(), replayed.out());
        assertTrue(replayed.out().contains("PASS-BIT-EQUAL"), replayed.out());
        assertEquals("pass-bit-equal", onlyRun().get("replay"));
        assertTrue(say("runs").out().contains(id));

        Path elsewhere = folder.resolve("moved here");
        Files.move(folder.resolve("tiny"), elsewhere);
        assertEquals(3, say("replay " + id).code());
        Said moved =
                Said.to(List.of("replay", id, elsewhere.toString(), "--json", "--home", home()));
        assertTrue(moved.out().contains("\"verdict\":\"pass-bit-equal\""), moved.out());

        Files.delete(folder.resolve("test.json"));
        Said without = say("replay " + id);
        assertEquals(3, without.code(), without.out());
        assertTrue(without.out().startsWith("INCONCLUSIVE: not there: "), without.out());
        assertEquals("inconclusive", onlyRun().get("replay"));
    }

    @Test
    void aPlanGivenByARelativePathIsRecordedWithWholePaths() {
        Plan plan = PlanFile.read(Path.of("experiments/plain/pke-6.yaml"));
        assertTrue(plan.model().folder().isAbsolute(), plan.model().folder().toString());
        assertTrue(plan.evaluation().test().isAbsolute());
        assertTrue(CanonicalJson.write(plan.json()).contains(plan.model().folder().toString()));
    }

    private Map<?, ?> onlyRun() {
        Object runs = CanonicalJson.parse(say("runs --json").out());
        if (runs instanceof List<?> list
                && list.size() == 1
                && list.getFirst() instanceof Map<?, ?> run) {
            return run;
        }
        throw new AssertionError("not one run: " + runs);
    }

    private Said say(String words) {
        return Said.to(words + " --home " + home());
    }

    private String home() {
        return folder.resolve("home").toString();
    }
}
