package dev.pke.locate;

import dev.pke.model.EditTask;
import dev.pke.model.LanguageModel;

import java.util.Map;

/**
 * A locator with what it was told.
 *
 * @param <H> what it can be told
 */
public record ChosenLocator<H extends Record>(Locator<H> locator, H settings) {
    /** A locator that is told nothing but these values. */
    public static <H extends Record> ChosenLocator<H> of(Locator<H> locator, Map<String, ?> given) {
        return new ChosenLocator<>(locator, locator.hyperparameters().with(given));
    }

    /** Where the harm of {@code task} sits in {@code model}. */
    public Location locate(LanguageModel model, EditTask task, Progress progress) {
        return locator.locate(model, task, settings, progress);
    }
}
