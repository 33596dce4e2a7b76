package dev.pke.locate;

import dev.pke.model.EditTask;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;

/**
 * A way to say which neurons hold a harm: a pure function that leaves the model as it is.
 *
 * @param <H> what it can be told
 */
public interface Locator<H extends Record> {
    /** What it is called, and what it does. */
    MethodCard card();

    /** What it can be told. */
    Hyperparameters<H> hyperparameters();

    /** The name plans and records use. */
    default String name() {
        return card().name();
    }

    /** Where the harm of {@code task} sits in {@code model}. */
    Location locate(LanguageModel model, EditTask task, H settings, Progress progress);
}
