package dev.pke.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.Aside;
import dev.pke.bench.StartBench;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program as a process: what it loads to say something of itself, and how it ends. */
@Aside
class StartTest {
    private static final List<String> LIBRARIES =
            List.of("ai.djl.", "io.vertx.", "org.jooq.", "tools.jackson.", "org.sqlite.");

    /** What it takes to print a text: none of it has to do with options, runs or models. */
    private static final Set<String> SELF =
            Stream.of("Main", "Output", "Request", "Verb", "Overview", "Shell", "Exit")
                    .map(name -> "dev.pke.cli." + name)
                    .collect(Collectors.toSet());

    @TempDir Path dir = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version", "help", "version", "completion bash", ""})
    void whatItSaysOfItselfTakesNoLibrary(String words) throws IOException, InterruptedException {
        List<String> loaded = loaded(words);
        assertEquals(
                List.of(),
                loaded.stream()
                        .filter(name -> !name.startsWith("java.") && !name.startsWith("jdk."))
                        .filter(name -> !name.startsWith("sun.") && !SELF.contains(name))
                        .toList());
        assertTrue(loaded.contains("dev.pke.cli.Main"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"help runs", "help note", "help serve", "help replay", "help export"})
    void theHelpOfAVerbTakesNoneOfTheLargeLibraries(String words)
            throws IOException, InterruptedException {
        List<String> loaded = loaded(words);
        assertTrue(loaded.contains("picocli.CommandLine"));
        for (String library : LIBRARIES) {
            assertFalse(loaded.stream().anyMatch(name -> name.startsWith(library)), () -> library);
        }
    }

    /** The classes that a Java without any cache of ours loads for some words. */
    private List<String> loaded(String words) throws IOException, InterruptedException {
        Path log = dir.resolve("loaded");
        ProcessBuilder asked = asked(List.of("-Xlog:class+load:file=" + log + ":none"), words);
        Ended ended = run(asked.redirectOutput(Redirect.DISCARD));
        assertEquals(0, ended.code(), ended.err());
        return Files.readAllLines(log).stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .filter(name -> !name.contains("/0x") && !name.contains("$Proxy"))
                .map(name -> name.replaceFirst("\\$.*", ""))
                .distinct()
                .toList();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aWriteThatFailsIsNoSuccess() throws IOException, InterruptedException {
        for (String words : List.of("--help", "runs", "help runs")) {
            ProcessBuilder full = asked(List.of(), words);
            full.environment().put("PKE_HOME", dir.resolve("none").toString());
            Ended ended = run(full.redirectOutput(Path.of("/dev/full").toFile()));
            assertEquals(Exit.FAILED, ended.code(), words);
            assertTrue(
                    ended.err().matches("pke: the output can't be written to its end: .*\n"),
                    ended.err());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aClosedOutputIsNoSuccessAndAReaderWhoLeftHearsNothing()
            throws IOException, InterruptedException {
        Ended closed = shell("--help", " >&-");
        assertEquals(Exit.FAILED, closed.code());
        assertEquals(1, closed.err().lines().count(), closed.err());
        Ended left = shell("--help", " | true; exit ${PIPESTATUS[0]}");
        assertEquals("", left.err());
        assertEquals(Exit.UNREAD, left.code());
    }

    @Test
    void digitsAreTheSameInEgypt() throws IOException, InterruptedException {
        Path home = dir.resolve("home");
        StartBench.fill(home, 1);
        List<String> egypt = List.of("-Duser.language=ar", "-Duser.country=EG");
        Path said = dir.resolve("said");
        ProcessBuilder note = asked(egypt, "--home " + home + " note latest seen");
        Ended ended = run(note.redirectOutput(said.toFile()));
        assertEquals(0, ended.code(), ended.err());
        assertTrue(Files.readString(said).matches("invented-1, event [0-9]+\n"));
    }

    /** A terminal, a place and a time zone change no byte of what is listed; only its width may. */
    @Test
    void theListIsTheSameWhereverItIsRead() throws IOException, InterruptedException {
        Path home = dir.resolve("home");
        StartBench.fill(home, 2);
        String here = listed(home, Map.of(), List.of());
        assertTrue(here.contains("invented-2"), here);
        assertEquals(here, listed(home, Map.of("NO_COLOR", "1", "TERM", "dumb"), List.of()));
        assertEquals(here, listed(home, Map.of("LC_ALL", "C", "TZ", "Asia/Tokyo"), List.of()));
        List<String> turkish = List.of("-Duser.language=tr", "-Duser.country=TR");
        assertEquals(here, listed(home, Map.of("LC_ALL", "tr_TR.UTF-8"), turkish));
        assertFalse(here.contains("\u001b"), here);
        for (String line : listed(home, Map.of("COLUMNS", "40"), List.of()).lines().toList()) {
            assertTrue(line.length() <= 40, line);
        }
    }

    private String listed(Path home, Map<String, String> environment, List<String> options)
            throws IOException, InterruptedException {
        Path said = dir.resolve("listed");
        ProcessBuilder runs = asked(options, "runs --home " + home);
        runs.environment().remove("COLUMNS");
        runs.environment().putAll(environment);
        Ended ended = run(runs.redirectOutput(said.toFile()));
        assertEquals(0, ended.code(), ended.err());
        assertEquals("", ended.err());
        return Files.readString(said);
    }

    private Ended shell(String words, String rest) throws IOException, InterruptedException {
        String line =
                command(List.of(), words).stream()
                        .map(each -> "'" + each + "'")
                        .collect(Collectors.joining(" "));
        return run(new ProcessBuilder("bash", "-c", line + rest));
    }

    private static ProcessBuilder asked(List<String> options, String words) {
        return new ProcessBuilder(command(options, words));
    }

    static List<String> command(List<String> options, String words) {
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        all.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        all.addAll(options);
        all.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.pke.cli.Main"));
        if (!words.isEmpty()) {
            all.addAll(List.of(words.split(" ", -1)));
        }
        return all;
    }

    private record Ended(int code, String err) {}

    private static Ended run(ProcessBuilder asked) throws IOException, InterruptedException {
        Process process = asked.start();
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), err);
    }
}
