package dev.pke.bench;

import ai.djl.ndarray.NDArray;

import dev.pke.edit.DinmTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.torch.Adam;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.TokenBatch;

import java.util.Map;
import java.util.stream.IntStream;

/**
 * The work of EasyEdit's DINM loop as PyTorch does it without any saving: in every step the whole
 * model runs over edit and constraint, with the logits of every position. What the editor is
 * measured against.
 *
 * @param block whose down_proj moves
 */
record PlainLoop(LanguageModel model, DinmTokens tokens, int block, int steps) {
    private static final float KL_FACTOR = 0.1f;

    /** Takes the steps; the model stays as it is. */
    void run() {
        try (var _ = Scope.open()) {
            String name = model.weights().downName(block);
            Patch patch = Patch.tensors(Map.of(name, model.leaf(name)));
            NDArray before =
                    logits(tokens.constraint(), constraintSpots(), Patch.none()).logSoftmax(-1);
            try (Adam adam = model.adam(patch.leaves(), Adam.Settings.rate(5e-4))) {
                for (int step = 0; step < steps; step++) {
                    step(patch, before, adam);
                }
            }
        }
    }

    private void step(Patch patch, NDArray before, Adam adam) {
        try (var _ = Scope.open()) {
            TokenBatch edit = tokens.edit();
            NDArray safe =
                    model.losses().nll(logits(edit, edit.predicting(), patch), edit.scoredLabels());
            NDArray now = logits(tokens.constraint(), constraintSpots(), patch.still());
            NDArray apart = before.sub(now.logSoftmax(-1));
            NDArray kl = before.exp().mul(apart).sum(new int[] {1}).mean();
            NDArray loss = safe.mul(KL_FACTOR).add(kl);
            adam.step(model.losses().gradients(loss, patch.leaves()));
        }
    }

    /** Logits at some positions, taken from those of all. */
    private NDArray logits(TokenBatch batch, int[] spots, Patch patch) {
        int[] all = IntStream.range(0, batch.size() * batch.width()).toArray();
        NDArray logits = model.logits(batch, all, patch);
        return logits.get(logits.getManager().create(spots));
    }

    private int[] constraintSpots() {
        return tokens.constraintSpots().stream().mapToInt(Integer::intValue).toArray();
    }
}
