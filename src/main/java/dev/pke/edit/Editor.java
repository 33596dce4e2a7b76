package dev.pke.edit;

import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Region;

import java.util.List;

/**
 * A way to compute a change: a pure function that leaves the model as it is.
 *
 * @param <H> what it can be told
 */
public interface Editor<H extends Record> {
    /** What it is called, and what it does. */
    MethodCard card();

    /** What it can be told. */
    Hyperparameters<H> hyperparameters();

    /** The name plans and records use. */
    default String name() {
        return card().name();
    }

    /** What it needs before it edits, such as second moments or a network that it teaches. */
    default Prepared prepare(
            LanguageModel model, EditRequest request, H settings, EditListener listener) {
        return Prepared.nothing();
    }

    /** How many records it needs at least to learn from how to edit; 0 for most. */
    default int lessons() {
        return 0;
    }

    /** How the edited model is asked {@code prompt}: as people do, but by methods of words. */
    default String asked(String prompt, H settings) {
        return prompt;
    }

    /** What would change in the regions of {@code model}; applying it is the caller's. */
    Delta edit(LanguageModel model, EditRequest request, H settings, EditListener listener);

    /**
     * An editor that asks of its task only the tokens, which reference cases can give as well.
     *
     * @param <H> what it can be told
     */
    interface OfTokens<H extends Record> extends Editor<H> {
        @Override
        default Delta edit(
                LanguageModel model, EditRequest request, H settings, EditListener listener) {
            return edit(model, request.tokens(model), request.regions(), settings, listener);
        }

        /** What would change in {@code regions}. */
        Delta edit(
                LanguageModel model,
                EditTokens tokens,
                List<Region> regions,
                H settings,
                EditListener listener);
    }
}
