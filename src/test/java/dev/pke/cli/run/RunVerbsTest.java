package dev.pke.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.cli.record.RunsCommand;
import dev.pke.cli.record.ShowCommand;
import dev.pke.event.CanonicalJson;
import dev.pke.experiment.TinyPlan;
import dev.pke.experiment.plan.Plan;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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

        assertEquals(0, say(new ResumeCommand(), id).code);
        assertEquals("finished", onlyRun().get("status"));
        assertEquals(64L, onlyRun().get("parametersMoved"));
        assertTrue(say(new ShowCommand(), id).text.contains("pke on tiny, finished"));
        Said replayed = say(new ReplayCommand(), id);
        assertEquals(0, replayed.code, replayed.text);
        assertTrue(replayed.text.contains("PASS-BIT-EQUAL"), replayed.text);
        assertEquals("pass-bit-equal", onlyRun().get("replay"));
        assertTrue(say(new RunsCommand()).text.contains(id));

        Files.delete(folder.resolve("test.json"));
        Said without = say(new ReplayCommand(), id);
        assertEquals(3, without.code, without.text);
        assertTrue(without.text.startsWith("INCONCLUSIVE: not there: "), without.text);
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
        Object runs = CanonicalJson.parse(say(new RunsCommand(), "--json").text);
        if (runs instanceof List<?> list
                && list.size() == 1
                && list.getFirst() instanceof Map<?, ?> run) {
            return run;
        }
        throw new AssertionError("not one run: " + runs);
    }

    private record Said(int code, String text) {}

    private Said say(Object verb, String... arguments) {
        StringWriter text = new StringWriter();
        CommandLine line = new CommandLine(verb).setOut(new PrintWriter(text, true));
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--home";
        all[arguments.length + 1] = home();
        int code = line.execute(all);
        return new Said(code, text.toString());
    }

    private String home() {
        return folder.resolve("home").toString();
    }
}
