package dev.pke.locate;

import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.setting.Toggle;

/**
 * The locator {@code pke-deep} (ours): PKE's score over every depth of the unsafe answer from 0 to
 * {@code depth}, so that neurons which keep it going once it has begun are found too.
 *
 * <p>At depth k the last token of the prompt and k tokens of the unsafe answer decides between
 * going on and the first token of the safe answer. A neuron's path there is taken as its share of
 * the positive sum of that depth, since deep decisions are written with far larger logits and would
 * drown the first; the shares are meaned over depths. Its weight change is the mean over depths of
 * the norm of ∂NLL(y+)/∂W[:, i], not the norm of the mean: depths that pull apart don't cancel, and
 * only one depth is held at a time. Benign importance and the score are those of {@link
 * PkeLocator}.
 */
public final class PkeDeepLocator implements Locator.OfTokens<PkeDeepLocator.Hparams> {
    /** What it can be told. */
    public record Hparams(
            double budget, int depth, Toggle weightChange, Toggle path, Toggle benign) {
        /** Each key, what it may be and what it means. */
        public static final Hyperparameters<Hparams> KEYS =
                Hyperparameters.of(Hparams.class)
                        .number("budget", 0.02, Ranking.BUDGET, Ranking.BUDGET_MEANS)
                        .number("depth", 6, EditTokens.DEPTH, DeepScores.DEPTH_MEANS)
                        .choice(
                                "weight-change",
                                Toggle.class,
                                "whether the weights' pull towards the safe answer counts")
                        .choice(
                                "path",
                                Toggle.class,
                                "whether a neuron's part in going on with the unsafe answer counts")
                        .choice(
                                "benign",
                                Toggle.class,
                                "whether neurons that ordinary work needs are spared");

        public Hparams {
            KEYS.check(budget, depth, weightChange, path, benign);
        }

        private PkeLocator.Factors factors() {
            return new PkeLocator.Factors(weightChange, path, benign);
        }
    }

    @Override
    public MethodCard card() {
        return new MethodCard(
                "pke-deep",
                "PKE, deep",
                "pke",
                "Takes the neurons that write the unsafe answer at any depth of it.");
    }

    @Override
    public Hyperparameters<Hparams> hyperparameters() {
        return Hparams.KEYS;
    }

    @Override
    public Location locate(LanguageModel model, EditTokens tokens, Hparams h, Progress progress) {
        DeepScores scores = DeepScores.of(model, tokens, h.depth(), progress);
        return scores.best(h.factors(), h.budget());
    }
}
