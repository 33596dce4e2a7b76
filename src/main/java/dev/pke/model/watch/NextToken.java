package dev.pke.model.watch;

import ai.djl.ndarray.NDArray;

import dev.pke.model.LanguageModel;
import dev.pke.model.torch.Scope;
import dev.pke.model.torch.Torch;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.TokenBatch;

import java.util.List;

/** What a model would say next, as far as two tokens go. */
public final class NextToken {
    private NextToken() {}

    /** p(first) / (p(first) + p(second)) right after each prompt. */
    public static double[] preference(
            LanguageModel model, List<int[]> prompts, int first, int second) {
        TokenBatch batch = TokenBatch.right(prompts, model.pad());
        int[] ends = new int[prompts.size()]; // flat positions of the last tokens
        for (int b = 0; b < ends.length; b++) {
            ends[b] = b * batch.width() + prompts.get(b).length - 1;
        }
        try (var _ = Scope.open()) {
            NDArray logits = // (batch, vocab)
                    Torch.withoutGradient(() -> model.logits(batch, ends, Patch.none()));
            double[] preferred = new double[ends.length];
            for (int b = 0; b < ends.length; b++) {
                double ahead = logits.getFloat(b, first) - logits.getFloat(b, second);
                preferred[b] = 1 / (1 + Math.exp(-ahead));
            }
            return preferred;
        }
    }
}
