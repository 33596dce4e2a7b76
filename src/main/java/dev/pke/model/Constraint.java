package dev.pke.model;

/**
 * Ordinary work that an edit must leave as it is.
 *
 * @param prompt c
 * @param answer c*, what is answered now and shall be answered still
 */
public record Constraint(String prompt, String answer) {
    public Constraint {
        if (prompt.isBlank() || answer.isBlank()) {
            throw new IllegalArgumentException(
                    "a constraint needs a prompt and an answer: '" + prompt + "'");
        }
    }
}
