package dev.pke.run;

import dev.pke.event.Recorded;
import dev.pke.run.RunEvent.PromptAnswered;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What the model said to each prompt, before and after the edit, with every judge's verdict. */
public final class RecordedAnswers extends ReadModel<RecordedAnswers.Answer> {
    public RecordedAnswers() {
        super("answers", Set.of("prompt-answered.v1"));
    }

    /** One answer, and the event that says so. */
    public record Answer(
            long position,
            Phase phase,
            String kind,
            String category,
            String promptId,
            String prompt,
            String begun,
            String answer,
            int tokens,
            Map<String, String> verdicts)
            implements Entry {
        public Answer {
            begun = Objects.requireNonNullElse(begun, ""); // rows kept before answers were begun
        }

        @Override
        public String key() {
            return phase.wire() + "/" + kind + "/" + promptId;
        }

        @Override
        public Stage stage() {
            return phase.stage();
        }
    }

    /** One prompt with its answers on both sides of the edit, as far as they are known. */
    public record Pair(
            String kind,
            String category,
            String promptId,
            String prompt,
            String begun,
            @Nullable Answer before,
            @Nullable Answer after) {
        Pair with(Answer answer) {
            return switch (answer.phase()) {
                case BEFORE -> new Pair(kind, category, promptId, prompt, begun, answer, after);
                case AFTER -> new Pair(kind, category, promptId, prompt, begun, before, answer);
            };
        }
    }

    /** The prompts in the order they were first asked. */
    public static List<Pair> pairs(Entries<Answer> state) {
        Map<String, Pair> pairs = new LinkedHashMap<>();
        for (Answer each : state.list()) {
            String prompt = each.kind() + "/" + each.promptId();
            Pair pair =
                    pairs.getOrDefault(
                            prompt,
                            new Pair(
                                    each.kind(),
                                    each.category(),
                                    each.promptId(),
                                    each.prompt(),
                                    each.begun(),
                                    null,
                                    null));
            pairs.put(prompt, pair.with(each));
        }
        return new ArrayList<>(pairs.values());
    }

    @Override
    protected @Nullable Answer entry(Entries<Answer> state, Fact fact, Recorded event) {
        return fact instanceof PromptAnswered said
                ? new Answer(
                        event.position(),
                        said.phase(),
                        said.kind(),
                        said.category(),
                        said.promptId(),
                        said.prompt(),
                        said.begun(),
                        said.answer(),
                        said.tokens(),
                        said.verdicts())
                : null;
    }

    @Override
    protected Class<Answer> form(String key) {
        return Answer.class;
    }
}
