package dev.pke.cli;

import dev.pke.bench.SqliteLibrary;
import dev.pke.bench.StartBench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the launcher has Java watch after a build: short verbs on an invented record. Java keeps
 * what it learned, and later starts find their classes read and linked.
 */
final class Rehearsal {
    /** The lines of each part; those of short verbs in a home of their own. */
    private static final Map<String, List<String>> PARTS =
            Map.of(
                    "self",
                    List.of("--help", "--version", "completion bash"),
                    "runs",
                    List.of("runs --home=HOME", "runs --home=HOME --json", "help runs"),
                    "show",
                    List.of("show --home=HOME latest", "show --home=HOME nobody"),
                    "remark",
                    List.of("note --home=HOME latest seen", "tag --home=HOME latest kept"));

    private Rehearsal() {}

    /**
     * {@code prepare}, the folder to unpack SQLite's library in and the home to make; or a part and
     * that home: what made it would be learned as well, and every start pays for all that was.
     */
    public static void main(String[] args) throws IOException {
        PrintStream unheard =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(unheard);
        System.setErr(unheard);
        if (args[0].equals("prepare")) {
            SqliteLibrary.unpack(Path.of(args[1]));
            StartBench.fill(Path.of(args[2]), 1);
            return;
        }
        for (String line : Objects.requireNonNull(PARTS.get(args[0]), args[0])) {
            String[] words = line.split(" ", -1);
            Arrays.setAll(words, i -> words[i].replace("HOME", args[1]));
            Main.run(words);
        }
    }
}
