package dev.pke.experiment;

import dev.pke.data.Prompt;
import dev.pke.eval.Prefill;
import dev.pke.experiment.robust.Condition;
import dev.pke.model.Answer;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;
import dev.pke.model.TokenSink;
import dev.pke.run.word.Phase;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The answers of the run's own model, as it stands.
 *
 * @param under the condition that it is asked under; null for the plan's own
 */
record OwnAnswers(RunContext context, Phase phase, @Nullable Condition under) implements Answering {
    @Override
    public List<Given> answer(List<Prompt> prompts) {
        LanguageModel model = context.model();
        GenerationSettings settings =
                under == null ? context.plan.evaluation().generation() : under.settings();
        // a model that a condition changes is another one
        String name = under == null ? "" : under.prompts().getFirst().kindName() + under.of();
        List<int[]> ids = prompts.stream().map(each -> Prefill.ids(model, each, settings)).toList();
        TokenSink stoppable = (row, token) -> context.pause();
        List<Answer> answers =
                switch (phase) {
                    case BEFORE ->
                            context.unedited.of(
                                    context.fingerprint().digest() + context.plan.model() + name,
                                    ids,
                                    settings,
                                    () -> model.generate(ids, settings, stoppable));
                    case AFTER -> model.generate(ids, settings, stoppable);
                };
        List<Given> given = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            Answer each = answers.get(i);
            String text = Prefill.text(model, prompts.get(i), each);
            given.add(new Given(text, each.tokens().size(), each.cut()));
        }
        return given;
    }
}
