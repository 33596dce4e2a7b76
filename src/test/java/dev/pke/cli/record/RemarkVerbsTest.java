package dev.pke.cli.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.cli.Main;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.Recorded;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEventCodec;
import dev.pke.run.word.Code;
import dev.pke.run.word.Machine;
import dev.pke.store.Home;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class RemarkVerbsTest {
    private static final Clock LONG_AGO = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));

    @TempDir Path folder = Path.of("");

    @BeforeEach
    void registerARun() {
        try (Home home = Home.open(folder, LONG_AGO)) {
            var registered =
                    new RunRegistered(
                            "run-1",
                            Map.of(),
                            "plain/pke-6",
                            "pke",
                            "plain",
                            Map.of(),
                            new Code("abc", false),
                            new Machine("0".repeat(64), Map.of()));
            home.store()
                    .append(
                            "run/run-1",
                            ExpectedVersion.none(),
                            List.of(RunEventCodec.encode("one", registered)));
        }
    }

    @Test
    void aNoteAndATagAreRecordedAndShown() {
        assertEquals(0, say("note run- --by Zoë looks sound").code);
        assertEquals(0, say("tag run-1 kept --by Zoë").code);
        assertEquals(2, reviews().size());
        Said shown = say("show run-1");
        assertTrue(shown.out.contains("tags: kept"), shown.out);
        assertTrue(shown.out.contains("note of Zoë") && shown.out.contains("    looks sound"));
        assertTrue(say("runs --tag kept").out.contains("run-1"));
        assertEquals("No run has the tag other.\n", say("runs --tag other").out);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "note run-1",
                "note run-2 text",
                "tag run-1",
                "tag run-1 two words",
                "tag run-1 no!",
                "tag run-1 -x",
                "note run-1 na\ufffdve",
                "note run-1 seen --by Zo\ufffd"
            })
    void whatIsAmissIsOneLineAndExitCodeTwo(String words) {
        Said said = say(words);
        assertEquals(2, said.code);
        assertTrue(said.err.startsWith("pke: "), said.err);
        assertTrue(said.err.lines().filter(line -> !line.startsWith("try: ")).count() == 1);
        assertEquals(0, reviews().size());
    }

    @Test
    void aRunWhoseProcessIsGoneIsCutOffAndSaysHowToGoOn() {
        String shown = say("show run-1").out;
        assertTrue(
                shown.contains(
                        "\n  cut off: its process is gone; go on with it: pke resume run-1\n"),
                shown);
        assertTrue(say("runs").out.contains("  cut off"));
        assertTrue(say("runs status=lost").out.contains("run-1"));
        assertTrue(say("runs --json").out.contains("\"cutOff\":true"));
        assertTrue(say("show run-1 --json").out.contains("\"cutOff\":true"));
    }

    @Test
    void aNamedHomeWithoutARecordIsRefused() {
        Path mistyped = folder.resolve("mistyped");
        Said said = run("runs", "--home", mistyped.toString());
        assertEquals(2, said.code, said.out);
        assertEquals(
                "pke: there is no record in " + mistyped + "; look again at --home\n", said.err);
    }

    @Test
    void whatIsThereIsWrittenOverOnlyByForce() throws IOException {
        Path to = Files.writeString(folder.resolve("events.jsonl"), "mine");
        for (String verb : List.of("export events", "bundle")) {
            Said refused = say(verb + " run-1 --to " + to);
            assertEquals(2, refused.code);
            assertTrue(refused.err.contains("exists already"), refused.err);
            assertEquals("mine", Files.readString(to));
        }
        assertEquals(0, say("export events run-1 --force --to " + to).code);
        assertTrue(Files.readString(to).contains("run-registered"));
        assertEquals(0, say("bundle run-1 --force --to " + to).code);
    }

    private List<Recorded> reviews() {
        try (Home home = Home.openReadOnly(folder)) {
            return home.store().readStream("review/run-1", 0, 9);
        }
    }

    private record Said(int code, String out, String err) {}

    private Said say(String words) {
        List<String> arguments = new ArrayList<>(List.of(words.split(" ")));
        arguments.addAll(List.of("--home", folder.toString()));
        return run(arguments.toArray(String[]::new));
    }

    private static Said run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream wrong = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, UTF_8));
            System.setErr(new PrintStream(wrong, true, UTF_8));
            int code = Main.run(arguments);
            return new Said(code, said.toString(UTF_8), wrong.toString(UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
