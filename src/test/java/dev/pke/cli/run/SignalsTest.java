package dev.pke.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.cli.Exit;
import dev.pke.cli.Said;
import dev.pke.experiment.TinyPlan;
import dev.pke.run.word.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Ctrl-C, a kill and a terminal that goes away, in one stage after the other of one run. */
@EnabledOnOs(OS.LINUX)
class SignalsTest {
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

    /** What shells say of a program that ended so: 128 and the signal's number. */
    private static final List<Integer> CODES = List.of(Exit.CANCELLED, 143, 129);

    @TempDir Path folder = Path.of("");

    @Test
    void aRunThatIsStoppedInAnyStageGoesOnAndEndsAsIfItHadNotBeen()
            throws IOException, InterruptedException {
        TinyPlan.write(folder, "0");
        List<String> stopped = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            boolean first = stopped.isEmpty();
            String words = first ? "run " + folder.resolve("tiny.yaml") : "resume latest";
            // who resumes does the stage anew that was stopped, and is stopped in the next
            stopped.add(stage.wire() + " " + stop(words, first ? 1 : 2, stopped.size()));
        }
        List<String> wanted = new ArrayList<>();
        for (Stage stage : Stage.values()) {
            wanted.add(stage.wire() + " cancelled");
        }
        String last = stopped.removeLast();
        // to keep a small model takes less time than to say that it should not be kept
        assertTrue(last.endsWith("cancelled") || last.endsWith("finished"), last);
        assertEquals(wanted.subList(0, stopped.size()), stopped);
        if (last.endsWith("cancelled")) {
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
            for (int stages = 0; stages < begun; ) {
                String line = out.readLine();
                assertNotNull(line, words + " ended before stage " + begun);
                stages += line.contains("stage-started") ? 1 : 0;
            }
            String signal = "-" + SIGNALS.get(turn % SIGNALS.size());
            new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().waitFor();
            out.lines().forEach(each -> {});
        }
        int code = process.waitFor();
        String shown = say("show latest").out().lines().findFirst().orElse("");
        String status = shown.substring(shown.lastIndexOf(' ') + 1);
        assertEquals(CODES.get(turn % CODES.size()), code, shown);
        return status;
    }

    private Said say(String words) {
        return Said.to(words + " --home " + home());
    }

    private String home() {
        return folder.resolve("home").toString();
    }
}
