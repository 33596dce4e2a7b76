package dev.pke.experiment.robust;

import dev.pke.data.Prompt;
import dev.pke.data.SafeEdit;
import dev.pke.edit.ChosenEditor;
import dev.pke.edit.EditListener;
import dev.pke.edit.EditorRegistry;
import dev.pke.experiment.plan.PlannedRobustness;
import dev.pke.model.EditInstance;
import dev.pke.model.EditTask;
import dev.pke.model.LanguageModel;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Region;

import java.util.List;
import java.util.Map;

/**
 * A model, edited or not, fine-tuned a little further, as a user might, on unsafe answers or on
 * ordinary ones: does what was unlearned come back? What is learned is a change in memory, measured
 * and taken back; nothing of it is ever saved.
 *
 * @param learned what it is tuned on
 * @param tuning the learning rate and the steps
 */
record Relearning(EditTask learned, PlannedRobustness.Tuning tuning) {
    /** An edit has a region; this one moves the MLPs of all blocks, whatever it is. */
    private static final List<Region> ANYWHERE = List.of(new Region(0, List.of(0)));

    /** On these records' unsafe answers. */
    static List<EditInstance> harmful(List<SafeEdit.Entry> records) {
        return records.stream()
                .map(each -> instance(each.id(), each.attack(), each.unsafe()))
                .toList();
    }

    /** On these prompts' own answers. */
    static List<EditInstance> benign(List<Prompt> prompts) {
        return prompts.stream()
                .map(each -> instance(each.id(), each.text(), each.reference()))
                .toList();
    }

    private static EditInstance instance(String id, String prompt, String answer) {
        // fine-tuning reads one answer of an instance, the one that it should give
        return new EditInstance(id, "", "", prompt, answer, answer, "", "");
    }

    /** What the model would learn. */
    List<Delta> of(LanguageModel model) {
        Map<String, Object> told = Map.of("rate", tuning.rate(), "steps", (long) tuning.steps());
        ChosenEditor<?> tuned = ChosenEditor.of(EditorRegistry.named("sft"), told);
        return List.of(tuned.edit(model, learned, ANYWHERE, EditListener.none()));
    }
}
