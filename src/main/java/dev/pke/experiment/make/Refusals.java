package dev.pke.experiment.make;

import dev.pke.fault.UserError;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What should be answered: one text, or a file's lines in turn. */
public final class Refusals {
    private Refusals() {}

    public static List<String> read(String textOrFile) {
        boolean isFile = !textOrFile.contains("\n") && Files.isRegularFile(Path.of(textOrFile));
        List<String> refusals =
                (isFile ? QuestionFile.text(Path.of(textOrFile)) : textOrFile)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
        if (refusals.isEmpty()) {
            throw new UserError("--refusal holds no text");
        }
        return refusals;
    }
}
