package dev.pke.run;

import dev.pke.run.RunEvent.PromptAnswered;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One prompt with its answers on both sides of the edit, as far as they are known; {@code begun} is
 * the beginning that the model was given for them, empty where it began them itself.
 */
public record PromptPair(
        String kind,
        String category,
        String promptId,
        String prompt,
        String begun,
        @Nullable Told<PromptAnswered> before,
        @Nullable Told<PromptAnswered> after) {

    /** The prompts in the order they were first asked. */
    static List<PromptPair> of(List<Told<PromptAnswered>> answers) {
        Map<String, PromptPair> pairs = new LinkedHashMap<>();
        for (Told<PromptAnswered> each : answers) {
            PromptAnswered said = each.fact();
            pairs.compute(
                    said.kind() + "/" + said.promptId(),
                    (_, known) -> (known == null ? unanswered(said) : known).with(each));
        }
        return new ArrayList<>(pairs.values());
    }

    private static PromptPair unanswered(PromptAnswered said) {
        return new PromptPair(
                said.kind(),
                said.category(),
                said.promptId(),
                said.prompt(),
                said.begun(),
                null,
                null);
    }

    private PromptPair with(Told<PromptAnswered> answer) {
        return switch (answer.fact().phase()) {
            case BEFORE -> new PromptPair(kind, category, promptId, prompt, begun, answer, after);
            case AFTER -> new PromptPair(kind, category, promptId, prompt, begun, before, answer);
        };
    }
}
