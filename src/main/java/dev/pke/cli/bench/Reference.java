package dev.pke.cli.bench;

import dev.pke.fault.UserError;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The same measurements by another program, for whoever has a Python with it. */
final class Reference {
    private final String python;
    private final Path script;

    /**
     * A reference.
     *
     * @param python the program
     * @param root of this repository
     * @param name the script's
     */
    Reference(String python, Path root, String name) {
        this.python = python;
        this.script = root.resolve("experiments/bench").resolve(name);
        if (!Files.exists(script)) {
            throw new UserError(script + " is not there: --python wants the repository beside it");
        }
    }

    /** Runs it on a model and hands its lines over as they come. */
    void run(Path model, List<String> more, Consumer<String> line) {
        List<String> command =
                new ArrayList<>(List.of(python, script.toString(), model.toString()));
        command.addAll(more);
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                out.lines().forEach(line);
            }
            if (process.waitFor() != 0) {
                throw new UserError(
                        python + " failed: does it have what the script needs? Try " + script);
            }
        } catch (IOException e) {
            throw new UserError(python + " can't be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
