package dev.pke.experiment.make;

import dev.pke.fault.ModelError;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A list of questions as the field's files have them: a text with one a line, CSV with a header, a
 * JSON array, or a JSON object a line. AdvBench (goal), HarmBench (Behavior, SemanticCategory),
 * Do-Not-Answer (question, risk_area) and XSTest (prompt, type, label) are known by their columns.
 */
public final class QuestionFile {
    private static final long LIMIT_BYTES = 64L << 20;

    private QuestionFile() {}

    /** Every question of a file, in its order. */
    public static List<Question> read(Path file) {
        String name = String.valueOf(file.getFileName());
        String text = text(file);
        List<Question> questions = new ArrayList<>();
        if (name.endsWith(".csv")) {
            csv(file, text, questions);
        } else if (name.matches(".*\\.(jsonl|ndjson)")) {
            QuestionJson.lines(file, text, questions);
        } else if (name.endsWith(".json")) {
            QuestionJson.array(file, text, questions);
        } else {
            lines(file, text, questions);
        }
        if (questions.isEmpty()) {
            throw new ModelError(file + " holds no questions");
        }
        return questions;
    }

    /** The benign questions that are shipped. */
    public static List<Question> shippedBenign() {
        List<Question> questions = new ArrayList<>();
        lines(Path.of("benign.txt"), Attacks.shipped("benign.txt"), questions);
        return questions;
    }

    static String text(Path file) {
        try {
            if (Files.size(file) > LIMIT_BYTES) {
                throw new ModelError(file + " is over " + (LIMIT_BYTES >> 20) + " MiB");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ModelError(file + " does not exist", e);
        } catch (MalformedInputException e) {
            throw new ModelError(file + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw new ModelError(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void lines(Path file, String text, List<Question> questions) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                questions.add(new Question(file + ", line " + number, "", line.strip(), false));
            }
        }
    }

    private static void csv(Path file, String text, List<Question> questions) {
        List<List<String>> rows = CsvRows.of(file.toString(), text);
        for (int i = 1; i < rows.size(); i++) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int column = 0; column < rows.get(i).size(); column++) {
                if (column < rows.getFirst().size()) {
                    row.put(rows.getFirst().get(column).strip(), rows.get(i).get(column));
                }
            }
            if (row.values().stream().anyMatch(value -> !value.isBlank())) {
                questions.add(QuestionColumns.question(file + ", row " + (i + 1), row));
            }
        }
    }
}
