package dev.pke.model.inside;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import dev.pke.model.LanguageModel;
import dev.pke.model.TokenPair;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Frame;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.Region;
import dev.pke.model.weights.TokenBatch;

import java.util.Arrays;
import java.util.List;

/**
 * What down_proj's neurons of one region read at chosen tokens, as the keys of an associative
 * memory (Meng et al. 2022, 2202.05262), and the directions that answer to a key and hardly to
 * ordinary text. Arrays belong to the caller's scope.
 */
public final class Keys {
    /** Tokens read together: every block's neurons are held at once. */
    private static final int CHUNK_TOKENS = 1024;

    /** What is added to the diagonal of the second moments, as a share of its mean. */
    private static final double RIDGE = 1e-3;

    private final LanguageModel model;
    private final Region region;

    /** Of one region's neurons. */
    public Keys(LanguageModel model, Region region) {
        this.model = model;
        this.region = region;
    }

    /** Second moments, the mean of k k', over all tokens of some texts. */
    public float[][] moments(List<TokenPair> work) {
        int width = region.neurons().size();
        try (var _ = Scope.open()) {
            NDArray sum = manager().zeros(new Shape(width, width));
            long tokens = 0;
            for (List<TokenPair> chunk : TokenPair.chunks(work, CHUNK_TOKENS)) {
                try (var _ = Scope.open()) {
                    TokenBatch batch = TokenPair.batch(chunk, model.pad());
                    NDArray read = read(batch, batch.real()); // (tokens, width)
                    sum.addi(read.transpose().matMul(read));
                    tokens += read.getShape().get(0);
                }
            }
            float[] flat = sum.div((float) tokens).toFloatArray();
            float[][] table = new float[width][width];
            for (int i = 0; i < width; i++) {
                System.arraycopy(flat, i * width, table[i], 0, width);
            }
            return table;
        }
    }

    /** The key of each prompt: what is read at its last token, (prompts, width). */
    public NDArray ofPrompts(List<TokenPair> pairs) {
        List<int[]> prompts = pairs.stream().map(TokenPair::prompt).toList();
        TokenBatch batch = TokenBatch.right(prompts, model.pad());
        int[] last = new int[prompts.size()];
        for (int b = 0; b < last.length; b++) {
            last[b] = b * batch.width() + prompts.get(b).length - 1;
        }
        return read(batch, last);
    }

    /** The residual stream after the block at every token of the answers, (tokens, hidden). */
    public NDArray streamAt(List<TokenPair> pairs) {
        TokenBatch batch = TokenPair.batch(pairs, model.pad());
        int[] spots = Arrays.stream(batch.predicting()).map(flat -> flat + 1).toArray();
        NDArray stream = // (batch, seq, hidden)
                model.activations(batch, Padding.UNSEEN).residuals().get(region.block() + 1);
        return model.kernels().decoder().pick(stream, Frame.array(model.kernels(), spots));
    }

    private NDArray read(TokenBatch batch, int... spots) {
        NDArray neurons = // (batch, seq, intermediate)
                model.activations(batch, Padding.UNSEEN).neurons().get(region.block());
        NDArray at = Frame.array(model.kernels(), spots);
        NDArray read = model.kernels().decoder().pick(neurons, at); // (spots, intermediate)
        return model.kernels()
                .tensors()
                .columns(read, Frame.array(model.kernels(), region)); // (spots, width)
    }

    /**
     * One direction a key, (keys, width): with C the moments and X = C⁻¹ K', the rows of {@code (K
     * X + slack · mean diagonal)⁻¹ X'}. Without slack each meets its own key with 1 and the others
     * with 0, and of all that do so moves ordinary keys least; slack lets keys that resemble each
     * other share.
     */
    public NDArray directions(NDArray keys, float[][] moments, double slack) {
        NDArray c = manager().create(moments); // (width, width)
        NDArray x = solved(ridged(c, RIDGE), keys.transpose()); // (width, keys)
        NDArray met = keys.matMul(x); // (keys, keys)
        return solved(ridged(met, slack), x.transpose());
    }

    private NDArray solved(NDArray a, NDArray b) {
        return model.kernels().tensors().solved(a, b);
    }

    private NDArray ridged(NDArray square, double share) {
        int n = Math.toIntExact(square.getShape().get(0));
        NDArray one = manager().eye(n); // (n, n)
        NDArray mean = square.mul(one).sum().div(n);
        return square.add(one.mul(mean).mul((float) share));
    }

    private NDManager manager() {
        return model.kernels().manager();
    }
}
