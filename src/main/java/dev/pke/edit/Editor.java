package dev.pke.edit;

import dev.pke.model.EditTask;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Settings;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Region;

import java.util.List;
import java.util.Optional;

/** A way to compute a change: a pure function that leaves the model as it is. */
public interface Editor {
    /** The name plans and pages use. */
    String name();

    /** Every setting it knows, with its default. */
    Settings defaults();

    /** Why these settings, each of them allowed, can't work together; empty where they can. */
    default Optional<String> conflict(Settings settings) {
        return Optional.empty();
    }

    /** What would change in {@code regions} of {@code model}; applying it is the caller's. */
    Delta edit(
            LanguageModel model,
            EditTask task,
            List<Region> regions,
            Settings settings,
            EditListener listener);
}
