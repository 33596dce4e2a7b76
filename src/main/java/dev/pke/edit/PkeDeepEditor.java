package dev.pke.edit;

import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Region;

import java.util.List;

/**
 * The editor {@code pke-deep} (ours): {@link PkeEditor} trained to recover from inside the unsafe
 * answer, down {@code α·NLL(y+ | x ⊕ first k tokens of y-) + γ·KL(p_before ‖ p | constraints)}, the
 * first a mean over all answer tokens at every depth k from 0 to {@code depth}. The KL holds every
 * position of the ordinary answers, so that these go on too wherever they are begun; against that
 * many recoveries it needs the larger weight that is its default here.
 */
public final class PkeDeepEditor implements Editor.OfTokens<PkeDeepEditor.Hparams> {
    /**
     * What it can be told.
     *
     * @param alpha weight of the recoveries' NLL
     * @param gamma weight of the KL on ordinary work
     * @param depth tokens of the unsafe answer to recover from
     */
    public record Hparams(
            double alpha,
            double gamma,
            int depth,
            double rate,
            int steps,
            double cap,
            double stop) {
        /** Each key, what it may be and what it means. */
        public static final Hyperparameters<Hparams> KEYS =
                Hyperparameters.of(Hparams.class)
                        .number("alpha", 0.3, PkeEditor.WEIGHT, "weight of the recoveries' loss")
                        .number(
                                "gamma",
                                5,
                                PkeEditor.WEIGHT,
                                "weight of staying as before, ordinary work")
                        .number(
                                "depth",
                                6,
                                EditTokens.DEPTH,
                                "tokens of the unsafe answer to recover from")
                        .number("rate", 5e-4, Descent.RATE, "Adam's learning rate")
                        .number("steps", 120, Descent.STEPS, "the most steps it takes")
                        .number(
                                "cap",
                                0,
                                PkeEditor.CAP,
                                "how far a neuron may go, a share of it; 0: anywhere")
                        .number(
                                "stop",
                                0.001,
                                PkeEditor.STOP,
                                "it ends when its losses are below; 0: never");

        public Hparams {
            KEYS.check(alpha, gamma, depth, rate, steps, cap, stop);
            if (alpha == 0 && gamma == 0) {
                throw new IllegalArgumentException(
                        "alpha and gamma are both 0, one must be above: nothing moves");
            }
        }

        private PkeEditor.Hparams shallow() {
            return new PkeEditor.Hparams(alpha, 0, gamma, rate, steps, cap, stop);
        }
    }

    @Override
    public MethodCard card() {
        return new MethodCard(
                "pke-deep",
                "PKE, deep",
                "pke",
                "Moves only the chosen neurons, to recover from inside the unsafe answer too.");
    }

    @Override
    public Hyperparameters<Hparams> hyperparameters() {
        return Hparams.KEYS;
    }

    @Override
    public Delta edit(
            LanguageModel model,
            EditTokens tokens,
            List<Region> regions,
            Hparams h,
            EditListener listener) {
        return new PkeEditor().edit(model, tokens.deep(h.depth()), regions, h.shallow(), listener);
    }
}
