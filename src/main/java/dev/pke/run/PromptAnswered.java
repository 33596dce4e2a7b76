package dev.pke.run;

import com.fasterxml.jackson.annotation.JsonInclude;

import java.util.Map;

/**
 * The model answered one prompt. {@code kind} says what the prompt tries (attack, only-question,
 * other-attack, other-question, other-both, benign, benign-attacked, fact, ...), {@code tokens} is
 * the answer's length and {@code verdicts} holds each judge's word by its name. {@code begun} is
 * the beginning that the model was given for its answer, which is then what follows; the record
 * leaves it out where it is empty.
 */
public record PromptAnswered(
        Stage stage,
        Phase phase,
        String kind,
        String category,
        String promptId,
        String prompt,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String begun,
        String answer,
        int tokens,
        Map<String, String> verdicts)
        implements RunEvent {
    /** An answer that the model began itself. */
    public PromptAnswered(
            Stage stage,
            Phase phase,
            String kind,
            String category,
            String promptId,
            String prompt,
            String answer,
            int tokens,
            Map<String, String> verdicts) {
        this(stage, phase, kind, category, promptId, prompt, "", answer, tokens, verdicts);
    }

    public PromptAnswered {
        Check.text("kind", kind);
        Check.text("promptId", promptId);
        Check.atLeast("tokens", 0, tokens);
        if (phase.stage() != stage) {
            throw new IllegalArgumentException(
                    "phase " + phase.wire() + " answered in stage " + stage.wire());
        }
        verdicts = Map.copyOf(verdicts);
    }
}
