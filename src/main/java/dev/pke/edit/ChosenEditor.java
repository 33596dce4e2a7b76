package dev.pke.edit;

import dev.pke.model.EditTask;
import dev.pke.model.LanguageModel;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Region;

import java.util.List;
import java.util.Map;

/**
 * An editor with what it was told.
 *
 * @param <H> what it can be told
 */
public record ChosenEditor<H extends Record>(Editor<H> editor, H settings) {
    /** An editor that is told nothing but these values. */
    public static <H extends Record> ChosenEditor<H> of(Editor<H> editor, Map<String, ?> given) {
        return new ChosenEditor<>(editor, editor.hyperparameters().with(given));
    }

    /** The same editor with other values for some keys. */
    public ChosenEditor<H> with(Map<String, ?> given) {
        return new ChosenEditor<>(editor, editor.hyperparameters().with(settings, given));
    }

    /** Prepares and edits: what would change. */
    public Delta edit(
            LanguageModel model, EditTask task, List<Region> regions, EditListener listener) {
        return edit(model, new EditRequest(task, regions, Prepared.nothing()), listener);
    }

    /** The same, but what is good for every edit and prepared already is not prepared again. */
    public Delta edit(LanguageModel model, EditRequest asked, EditListener listener) {
        if (asked.prepared().life() == Prepared.Life.EVERY_EDIT) {
            return editor.edit(model, asked, settings, listener);
        }
        Prepared prepared = editor.prepare(model, asked, settings, listener);
        if (prepared.life() == Prepared.Life.EVERY_EDIT) {
            listener.learned(prepared);
        }
        return editor.edit(model, asked.with(prepared), settings, listener);
    }

    /** How many steps it may take, as its key says; 0 for an editor without such a key. */
    public int steps() {
        Object steps = editor.hyperparameters().values(settings).get("steps");
        return steps instanceof Number number ? number.intValue() : 0;
    }

    /** How the edited model is asked what people ask {@code prompt}. */
    public String asked(String prompt) {
        return editor.asked(prompt, settings);
    }
}
