package dev.pke.edit;

import dev.pke.fault.ModelError;
import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.descent.Term;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;

import java.util.List;

/**
 * The baseline {@code safe-unlearning} (Zhang et al. 2024, 2407.02855): every MLP goes down {@code
 * unlearn · −log σ(−β log π/π_before (y-)) + refuse · NLL(y+) + retain · NLL(c*)}, its three aims:
 * the unsafe answers less likely, the safe ones more, ordinary work as it was. The weights are
 * told; their usual values are ours.
 */
final class SafeUnlearning {
    /** What it can be told; its keys say what each means. */
    record Hparams(
            double rate,
            int steps,
            Baseline.Optimiser optimiser,
            double weightDecay,
            double beta,
            double unlearn,
            double refuse,
            double retain)
            implements Baseline.Common {
        static final Hyperparameters<Hparams> KEYS =
                Hyperparameters.of(Hparams.class)
                        .all(Baseline.Plain.KEYS)
                        .number("beta", 0.1, Baseline.PREFERENCE, "how sharply less likely counts")
                        .number("unlearn", 1, Baseline.WEIGHT, "weight of unlearning")
                        .number("refuse", 1, Baseline.WEIGHT, "weight of the safe answers' loss")
                        .number("retain", 1, Baseline.WEIGHT, "weight of ordinary work's loss");

        Hparams {
            KEYS.check(rate, steps, optimiser, weightDecay, beta, unlearn, refuse, retain);
        }
    }

    private SafeUnlearning() {}

    static Baseline<Hparams> editor() {
        return new Baseline<>(
                new MethodCard(
                        "safe-unlearning",
                        "Safe Unlearning",
                        "npo",
                        "Unlearns the unsafe answers, learns the safe ones, holds ordinary work."),
                Baseline.Reach.ALL_BLOCKS,
                Hparams.KEYS,
                SafeUnlearning::terms);
    }

    private static List<Term> terms(LanguageModel model, EditTokens tokens, Hparams h) {
        if (tokens.constraints().isEmpty()) {
            throw new ModelError("editor safe-unlearning needs ordinary work to hold on to");
        }
        return List.of(
                Term.whole("unlearn", h.unlearn(), model)
                        .preference(List.of(), tokens.unsafe(), h.beta(), 1),
                Term.whole("safe", h.refuse(), model).nll(tokens.safe()),
                Term.whole("benign", h.retain(), model).nll(tokens.constraints()));
    }
}
