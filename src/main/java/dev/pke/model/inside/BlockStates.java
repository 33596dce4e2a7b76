package dev.pke.model.inside;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.LanguageModel;
import dev.pke.model.TokenPair;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Frame;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.TokenBatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The residual stream after every block while a model reads prompts and answers: one array a block,
 * (pairs, hidden), in the caller's scope.
 *
 * @param decided at each prompt's last token, where its answer is decided
 * @param answered the mean over each answer's tokens
 */
public record BlockStates(NDList decided, NDList answered) {
    /** Tokens read together: every block's states are held at once. */
    private static final int CHUNK_TOKENS = 1024;

    /** Read in chunks, in the pairs' order. */
    public static BlockStates of(LanguageModel model, List<TokenPair> pairs) {
        List<NDList> decided = new ArrayList<>(); // a part of the pairs each
        List<NDList> answered = new ArrayList<>();
        for (List<TokenPair> chunk : TokenPair.chunks(pairs, CHUNK_TOKENS)) {
            try (Scope scope = Scope.open()) {
                TokenBatch batch = TokenPair.batch(chunk, model.pad());
                NDList stream = model.activations(batch, Padding.UNSEEN).residuals();
                NDArray ends = Frame.array(model.kernels(), ends(chunk, batch));
                NDArray means = model.kernels().manager().create(means(chunk, batch));
                NDList first = new NDList();
                NDList mean = new NDList();
                for (NDArray x : stream.subNDList(1)) { // the first is the embedding
                    first.add(scope.keep(model.kernels().decoder().pick(x, ends)));
                    NDArray flat = x.reshape(-1, x.getShape().get(2)); // (batch * seq, hidden)
                    mean.add(scope.keep(means.matMul(flat)));
                }
                decided.add(first);
                answered.add(mean);
            }
        }
        return new BlockStates(joined(model, decided), joined(model, answered));
    }

    private static int[] ends(List<TokenPair> pairs, TokenBatch batch) {
        return IntStream.range(0, pairs.size())
                .map(b -> b * batch.width() + pairs.get(b).prompt().length - 1)
                .toArray();
    }

    /** (pairs, batch * seq): each answer's tokens with equal shares. */
    private static float[][] means(List<TokenPair> pairs, TokenBatch batch) {
        float[][] means = new float[pairs.size()][pairs.size() * batch.width()];
        for (int b = 0; b < means.length; b++) {
            int from = b * batch.width() + pairs.get(b).prompt().length;
            int count = pairs.get(b).answer().length;
            Arrays.fill(means[b], from, from + count, 1f / count);
        }
        return means;
    }

    private static NDList joined(LanguageModel model, List<NDList> parts) {
        NDList all = new NDList();
        for (int l = 0; l < parts.getFirst().size(); l++) {
            NDList block = new NDList();
            for (NDList part : parts) {
                block.add(part.get(l));
            }
            all.add(model.kernels().tensors().joined(block));
        }
        return all;
    }
}
