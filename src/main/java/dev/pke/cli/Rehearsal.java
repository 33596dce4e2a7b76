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
 * What the launcher has Java watch after a build: short verbs on an invented record. Java keeps
 * what it learned, and later starts find their classes read and linked.
 */
final class Rehearsal {
    private static final List<String> SELF = List.of("--help", "--version", "completion bash");

    private static final List<String> RECORD =
            List.of(
                    "help runs",
                    "runs --home=HOME",
                    "runs --home=HOME --json",
                    "note --home=HOME latest seen",
                    "tag --home=HOME latest kept",
                    "show --home=HOME latest",
                    "show --home=HOME nobody");

    private Rehearsal() {}

    /** {@code self}, or {@code record} and the folder to make a home in for a while. */
    public static void main(String[] args) {
        PrintStream unheard =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(unheard);
        System.setErr(unheard);
        if (args[0].equals("self")) {
            SELF.forEach(line -> Main.run(line.split(" ", -1)));
            return;
        }
        try (BenchFolder folder = BenchFolder.in(Path.of(args[1]))) {
            String home = folder.dir().resolve("home").toString();
            StartBench.fill(Path.of(home), 1);
            for (String line : RECORD) {
                String[] words = line.split(" ", -1);
                Arrays.setAll(words, i -> words[i].replace("HOME", home));
                Main.run(words);
            }
        }
    }
}
