package dev.pke.experiment.make;

import dev.pke.fault.ModelError;

import java.util.List;
import java.util.Map;

/** Which column of a list is the question, which its category, whatever the list's makers say. */
final class QuestionColumns {
    private static final List<String> TEXTS =
            List.of("question", "goal", "Behavior", "behavior", "prompt", "text", "instruction");

    /** XSTest calls what its prompts play with a type. */
    private static final List<String> CATEGORIES =
            List.of(
                    "unsafety category",
                    "category",
                    "risk_area",
                    "types_of_harm",
                    "SemanticCategory",
                    "semantic_category",
                    "type");

    private QuestionColumns() {}

    /** The question that a row's columns by name make. */
    static Question question(String where, Map<String, String> row) {
        String text = first(row, TEXTS);
        if (text.isEmpty()) {
            throw new ModelError(
                    "%s has none of the columns %s, or nothing in it; it has %s"
                            .formatted(where, TEXTS, row.keySet()));
        }
        // HarmBench's contextual behaviours are about a text that stands beside them
        String context = row.getOrDefault("ContextString", "").strip();
        String whole = context.isEmpty() ? text : context + "\n\n" + text;
        boolean isSafe = row.getOrDefault("label", "").strip().equalsIgnoreCase("safe");
        return new Question(where, first(row, CATEGORIES), whole, isSafe);
    }

    private static String first(Map<String, String> row, List<String> names) {
        for (String name : names) {
            String value = row.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }
}
