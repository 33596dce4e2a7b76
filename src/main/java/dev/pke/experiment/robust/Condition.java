package dev.pke.experiment.robust;

import dev.pke.data.Prompt;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;
import dev.pke.model.weights.Delta;

import java.util.List;
import java.util.function.Function;

/**
 * One condition under which an edit is tried.
 *
 * @param prompts what is asked under it
 * @param settings how answers are made under it
 * @param of what tells its change from any other's, "" where its name is enough
 * @param change what of the model, edited or not, is otherwise under it; nothing for most
 */
public record Condition(
        List<Prompt> prompts,
        GenerationSettings settings,
        String of,
        Function<LanguageModel, List<Delta>> change) {
    public Condition {
        prompts = List.copyOf(prompts);
    }

    /** One that leaves the model as it is. */
    static Condition of(List<Prompt> prompts, GenerationSettings settings) {
        return new Condition(prompts, settings, "", _ -> List.of());
    }

    /** Does something with the model changed so; it is as before afterwards. */
    public void within(LanguageModel model, Runnable work) {
        List<Delta> deltas = change.apply(model);
        int applied = 0;
        try {
            for (Delta each : deltas) {
                each.apply(model.weights());
                applied++;
            }
            work.run();
        } finally {
            deltas.subList(0, applied).reversed().forEach(each -> each.revert(model.weights()));
        }
    }
}
