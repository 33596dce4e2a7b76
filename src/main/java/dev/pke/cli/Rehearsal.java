package dev.pke.cli;

import dev.pke.bench.BenchFolder;
import dev.pke.bench.StartBench;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What the launcher has Java watch once after a build: every short verb on an invented record. Java
 * keeps what it learned, and later starts find their classes read and linked.
 */
final class Rehearsal {
    private static final List<String> VERBS =
            List.of(
                    "--help",
                    "--version",
                    "completion bash",
                    "help runs",
                    "runs --home=HOME",
                    "runs --home=HOME --json",
                    "note --home=HOME latest seen",
                    "tag --home=HOME latest kept",
                    "show --home=HOME latest",
                    "show --home=HOME nobody");

    private Rehearsal() {}

    /** Plays every short verb; {@code args} names the folder to make a home in for a while. */
    public static void main(String[] args) {
        PrintStream unheard =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(unheard);
        System.setErr(unheard);
        try (BenchFolder folder = BenchFolder.in(Path.of(args[0]))) {
            Path home = folder.dir().resolve("home");
            StartBench.fill(home, 1);
            for (String words : VERBS) {
                String[] said =
                        Arrays.stream(words.split(" ", -1))
                                .map(word -> word.replace("HOME", home.toString()))
                                .toArray(String[]::new);
                Main.run(said);
            }
        }
    }
}
