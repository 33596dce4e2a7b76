package dev.pke.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.cli.Exit;
import dev.pke.cli.Said;
import dev.pke.experiment.TinyPlan;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Ctrl-C, a kill and a terminal that goes away, to a process at work; what a wish to stop comes to
 * in each stage is tried without processes.
 */
@EnabledOnOs(OS.LINUX)
class SignalsTest {
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

    /** What shells say of a program that ended so: 128 and the signal's number. */
    private static final List<Integer> CODES = List.of(Exit.CANCELLED, 143, 129);

    @TempDir Path folder = Path.of("");

    @Test
    void aRunThatAnySignalStopsGoesOnAndEndsAsIfItHadNotBeen()
            throws IOException, InterruptedException {
        TinyPlan.write(folder, "0");
        int stopped = 0;
        String status = stop("run " + folder.resolve("tiny.yaml"), 1, 0);
        // who resumes does the stage anew that was stopped, and is stopped in the next
        while (status.equals("cancelled") && stopped < SIGNALS.size()) {
            stopped++;
            status = stop("resume latest", 2, stopped);
        }
        // a machine that is quick enough ends a small run before it hears of the signal
        assertTrue(stopped > 0, status);
        if (status.equals("cancelled")) {
            assertEquals(Exit.OK, say("resume latest").code());
        }
        Said replayed = say("replay latest");
        assertTrue(replayed.out().contains("PASS-BIT-EQUAL"), replayed.out() + replayed.err());
        assertEquals(Exit.OK, say("verify").code());
    }

    /** Sends a signal when so many stages have begun; where the run stands then. */
    private String stop(String words, int begun, int turn)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        // whoever started the tests may have had them ignore a signal, which is inherited
        command.addAll(List.of("env", "--default-signal=INT,TERM,HUP"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add("dev.pke.cli.Main");
        command.addAll(List.of((words + " -v --home " + home()).split(" ", -1)));
        ProcessBuilder program =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = program.start();
        try (BufferedReader out = process.inputReader(UTF_8)) {
            String line = out.readLine();
            for (int stages = 0; line != null; line = out.readLine()) {
                stages += line.contains("stage-started") ? 1 : 0;
                if (stages == begun) {
                    break;
                }
            }
            String signal = "-" + SIGNALS.get(turn % SIGNALS.size());
            new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().waitFor();
            out.lines().forEach(each -> {});
        }
        int code = process.waitFor();
        String shown = say("show latest").out().lines().findFirst().orElse("");
        String status = shown.substring(shown.lastIndexOf(' ') + 1);
        int wanted = CODES.get(turn % CODES.size());
        assertTrue(code == wanted || status.equals("finished"), shown + " " + code);
        return status;
    }

    private Said say(String words) {
        return Said.to(words + " --home " + home());
    }

    private String home() {
        return folder.resolve("home").toString();
    }
}
