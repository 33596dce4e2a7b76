package dev.pke.cli.bench;

import dev.pke.fault.UserError;
import dev.pke.model.torch.DType;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The same measurements by transformers, for whoever has a Python with it. */
final class Reference {
    private final String python;
    private final Path script;

    /**
     * A reference.
     *
     * @param python the program
     * @param root of this repository
     */
    Reference(String python, Path root) {
        this.python = python;
        this.script = root.resolve("experiments/bench/reference.py");
        if (!Files.exists(script)) {
            throw new UserError(script + " is not there: --python wants the repository beside it");
        }
    }

    /** Runs it and hands its lines over as they come. */
    void run(Path folder, DType stored, List<String> more, Consumer<String> line) {
        String dtype =
                switch (stored) {
                    case BF16 -> "bfloat16";
                    case F16 -> "float16";
                    default -> "float32";
                };
        List<String> command = new ArrayList<>(List.of(python, script.toString()));
        command.addAll(List.of(folder.toString(), "--dtype", dtype));
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
                        python + " failed: does it have torch and transformers? Try " + script);
            }
        } catch (IOException e) {
            throw new UserError(python + " can't be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
