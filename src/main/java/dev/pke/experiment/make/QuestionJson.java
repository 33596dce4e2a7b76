package dev.pke.experiment.make;

import dev.pke.fault.Fields;
import dev.pke.fault.ModelError;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Questions as JSON: texts, or objects whose keys are columns. */
final class QuestionJson {
    private QuestionJson() {}

    static void array(Path file, String text, List<Question> questions) {
        JsonNode array = Fields.json(file.toString(), text);
        if (!array.isArray()) {
            throw new ModelError(file + " is no JSON array of questions");
        }
        int number = 0;
        for (JsonNode each : array) {
            questions.add(question(file + ", record " + ++number, each));
        }
    }

    static void lines(Path file, String text, List<Question> questions) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                String where = file + ", line " + number;
                questions.add(question(where, Fields.json(where, line)));
            }
        }
    }

    private static Question question(String where, JsonNode node) {
        if (node.isString() && !node.stringValue().isBlank()) {
            return new Question(where, "", node.stringValue().strip(), false);
        }
        Map<String, String> row = new LinkedHashMap<>();
        new Fields(where, node)
                .node()
                .properties()
                .forEach(each -> {
                    if (each.getValue().isString()) {
                        row.put(each.getKey(), each.getValue().stringValue());
                    }
                });
        return QuestionColumns.question(where, row);
    }
}
