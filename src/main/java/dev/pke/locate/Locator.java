package dev.pke.locate;

import dev.pke.model.EditTask;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Settings;

/** A way to say which neurons hold a harm: a pure function that leaves the model as it is. */
public interface Locator {
    /** The name plans and pages use. */
    String name();

    /** Every setting it knows, with its default. */
    Settings defaults();

    /** Where the harm of {@code task} sits in {@code model}. */
    Location locate(LanguageModel model, EditTask task, Settings settings, Progress progress);
}
