package dev.pke.locate;

import ai.djl.ndarray.NDArray;

import dev.pke.model.EditTask;
import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.TokenBatch;

import java.util.List;
import java.util.Map;

/**
 * The control {@code largest-activations}: the neurons of the last block with the largest mean |a|
 * where the safe and the unsafe answer part (t*), whatever they write.
 */
final class LargestActivationsLocator implements Locator<LargestActivationsLocator.Hparams> {
    /** What it can be told. */
    record Hparams(double budget) {
        static final Hyperparameters<Hparams> KEYS =
                Hyperparameters.of(Hparams.class)
                        .number("budget", 0.02, Ranking.BUDGET, Ranking.BUDGET_MEANS);

        Hparams {
            KEYS.check(budget);
        }
    }

    @Override
    public MethodCard card() {
        return new MethodCard(
                "largest-activations",
                "largest activations",
                "other",
                "Takes the neurons of the last block that fire most, whatever they write.");
    }

    @Override
    public Hyperparameters<Hparams> hyperparameters() {
        return Hparams.KEYS;
    }

    @Override
    public Location locate(LanguageModel model, EditTask task, Hparams h, Progress progress) {
        EditTokens tokens = EditTokens.of(model, task);
        int blocks = model.config().blocks();
        int width = model.config().intermediate();
        float[][] mean = new float[blocks][width]; // 0 but for the last block
        int count = tokens.safe().size();
        for (int row = 0; row < count; row++) {
            progress.at("activations", row, count);
            int[] prefix = tokens.safe().get(row).prefix(tokens.decision(row));
            try (var _ = Scope.open()) {
                TokenBatch one = TokenBatch.right(List.of(prefix), model.pad());
                NDArray last =
                        model.activations(one, Padding.UNSEEN)
                                .neurons()
                                .getLast(); // (1, tokens, intermediate)
                float[] fires = last.get("0, -1").toFloatArray(); // (intermediate), at t*
                for (int i = 0; i < width; i++) {
                    mean[blocks - 1][i] += Math.abs(fires[i]) / count;
                }
            }
        }
        progress.at("activations", count, count);
        List<Integer> best = Ranking.best(mean, Ranking.count(h.budget(), width));
        int lowest = best.getLast();
        return new Location(
                Ranking.regions(best, width),
                Map.of("mean_abs_activation", mean),
                List.of(),
                mean[lowest / width][lowest % width]);
    }
}
