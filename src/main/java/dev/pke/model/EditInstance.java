package dev.pke.model;

/**
 * One thing to unlearn: an attack that works, the answer it should get, and work to keep.
 *
 * @param id the record's id in its data file
 * @param category the harm category
 * @param question what x asks for, without what an attack puts around it; "" where nobody knows
 * @param prompt x, the adversarial prompt
 * @param safe y+, the answer it should get
 * @param unsafe y-, the answer it gets now
 * @param constraintPrompt c, a question whose answer must not change
 * @param constraintAnswer c*, that answer
 */
public record EditInstance(
        String id,
        String category,
        String question,
        String prompt,
        String safe,
        String unsafe,
        String constraintPrompt,
        String constraintAnswer) {
    /** Checks that every text is there. */
    public EditInstance {
        if (prompt.isBlank() || safe.isBlank() || unsafe.isBlank()) {
            throw new IllegalArgumentException(
                    "edit instance '" + id + "' needs a prompt, a safe and an unsafe answer");
        }
    }
}
