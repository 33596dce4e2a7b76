package dev.pke.judge;

import dev.pke.model.setting.Hyperparameters;

/**
 * A judge that a plan can name.
 *
 * @param name as plans and records write it
 * @param sentence how it judges, in one sentence
 * @param hyperparameters what it can be told
 * @param opener makes it
 * @param <H> what it can be told
 */
public record JudgeKind<H extends Record>(
        String name, String sentence, Hyperparameters<H> hyperparameters, Opener<H> opener) {
    /** Makes a judge of what it is told. */
    @FunctionalInterface
    public interface Opener<H> {
        /** The judge, with what it may lean on. */
        Judge open(H settings, Court court);
    }
}
