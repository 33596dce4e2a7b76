package dev.pke.model.descent;

import ai.djl.ndarray.NDArray;

import dev.pke.model.LanguageModel;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * Gaussian dropout (Srivastava et al. 2014): every number of an array times 1 + share · N(0, 1),
 * drawn anew each time it is called. What an edit must do for all that lies near its few texts, it
 * does for others like them.
 */
final class GaussianDropout implements UnaryOperator<NDArray> {
    private final LanguageModel model;
    private final double share;
    private final SplittableRandom draws;

    /**
     * Begins to draw.
     *
     * @param model whose arrays they are
     * @param share standard deviation of what a number is multiplied by; 0: nothing changes
     */
    GaussianDropout(LanguageModel model, double share, long seed) {
        this.model = model;
        this.share = share;
        this.draws = new SplittableRandom(seed);
    }

    @Override
    public NDArray apply(NDArray x) {
        if (share == 0) {
            return x;
        }
        float[] factors = new float[Math.toIntExact(x.size())];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = (float) (1 + share * draws.nextGaussian());
        }
        NDArray drawn = model.kernels().manager().create(factors, x.getShape());
        return x.mul(model.kernels().tensors().cast(drawn, model.dtype()));
    }
}
