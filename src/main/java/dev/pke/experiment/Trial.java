package dev.pke.experiment;

import dev.pke.data.Prompt;
import dev.pke.edit.EditListener;
import dev.pke.eval.Evaluation;
import dev.pke.judge.Judge;
import dev.pke.judge.Judged;
import dev.pke.judge.Unjudged;
import dev.pke.locate.Location;
import dev.pke.locate.Progress;
import dev.pke.model.EditTask;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;
import dev.pke.model.weights.Delta;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tries arms on one model without a record: edits, asks, judges, and puts the weights back.
 *
 * @param model the model, as it was after every trial
 * @param task what every arm is given
 * @param prompts what is asked
 * @param judge who says what an answer is
 * @param settings how answers are made
 * @param before prompt id to the unedited model's answer
 */
record Trial(
        LanguageModel model,
        EditTask task,
        List<Prompt> prompts,
        Judge judge,
        GenerationSettings settings,
        Map<String, String> before) {

    /**
     * What one arm did.
     *
     * @param elements weights whose bits changed
     * @param evaluation every rate
     */
    record Outcome(long elements, Evaluation evaluation) {}

    /** Answers of the model as it stands, by prompt id. */
    static Map<String, String> answers(
            LanguageModel model, List<Prompt> prompts, GenerationSettings settings) {
        List<String> told = model.answer(prompts.stream().map(Prompt::text).toList(), settings);
        Map<String, String> out = new HashMap<>();
        for (int i = 0; i < told.size(); i++) {
            out.put(prompts.get(i).id(), told.get(i));
        }
        return out;
    }

    /** Where the arm looks. */
    Location locate(TunedArm arm) {
        return arm.locator().locate(model, task, Progress.none());
    }

    /** The arm's edit at {@code where}, evaluated and reverted. */
    Outcome run(TunedArm arm, Location where) {
        Delta delta = arm.editor().edit(model, task, where.regions(), EditListener.none());
        delta.apply(model.weights());
        try {
            Map<String, String> after = answers(model, prompts, settings);
            List<Unjudged> told = new ArrayList<>();
            for (Prompt prompt : prompts) {
                told.add(new Unjudged(prompt, after.getOrDefault(prompt.id(), "")));
            }
            List<Judged> judged = Judged.by(judge, told);
            return new Outcome(delta.elements(), Evaluation.of(judged, before));
        } finally {
            delta.revert(model.weights());
        }
    }
}
