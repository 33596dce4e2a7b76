package dev.pke.locate;

import dev.pke.model.EditTask;
import dev.pke.model.EditTokens;
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

    /**
     * A locator that asks of its task only the tokens, which reference cases can give as well.
     *
     * @param <H> what it can be told
     */
    interface OfTokens<H extends Record> extends Locator<H> {
        @Override
        default Location locate(LanguageModel model, EditTask task, H settings, Progress progress) {
            return locate(model, EditTokens.of(model, task), settings, progress);
        }

        /** Where the harm of these tokens sits. */
        Location locate(LanguageModel model, EditTokens tokens, H settings, Progress progress);
    }
}
