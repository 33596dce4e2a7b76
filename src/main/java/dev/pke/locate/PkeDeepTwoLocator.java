package dev.pke.locate;

import dev.pke.locate.PkeLocator.Factors;
import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.setting.Toggle;

/**
 * The locator {@code pke-deep-2} (ours): {@link PkeDeepLocator} without the path in its score,
 * {@code (weightChange / mean weightChange) / (benign + 0.1 · mean benign)}.
 *
 * <p>The direct path never earned its place: left out, it cost nothing in any world and gained much
 * in two. It is computed and recorded all the same, so that it can be looked at.
 */
public final class PkeDeepTwoLocator implements Locator.OfTokens<PkeDeepTwoLocator.Hparams> {
    /** What it can be told. */
    public record Hparams(double budget, int depth, Toggle weightChange, Toggle benign) {
        /** Each key, what it may be and what it means. */
        public static final Hyperparameters<Hparams> KEYS =
                Hyperparameters.of(Hparams.class)
                        .number("budget", 0.02, Ranking.BUDGET, Ranking.BUDGET_MEANS)
                        .number("depth", 6, EditTokens.DEPTH, DeepScores.DEPTH_MEANS)
                        .choice(
                                "weight-change",
                                Toggle.class,
                                "whether the safe answer's pull counts")
                        .choice(
                                "benign",
                                Toggle.class,
                                "whether what ordinary work needs is spared");

        public Hparams {
            KEYS.check(budget, depth, weightChange, benign);
        }
    }

    @Override
    public MethodCard card() {
        return new MethodCard(
                "pke-deep-2",
                "PKE, deep 2",
                "pke",
                "Takes the neurons that the safe answer pulls most at any depth of the unsafe one.");
    }

    @Override
    public Hyperparameters<Hparams> hyperparameters() {
        return Hparams.KEYS;
    }

    @Override
    public Location locate(LanguageModel model, EditTokens tokens, Hparams h, Progress progress) {
        DeepScores scores = DeepScores.of(model, tokens, h.depth(), progress);
        return scores.best(new Factors(h.weightChange(), Toggle.OFF, h.benign()), h.budget());
    }
}
