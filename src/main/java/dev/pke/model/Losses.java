package dev.pke.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * Losses on logits (n, vocab) f32 at the positions that predict n labels, each one differentiable
 * number. METHOD: "NLL", "unlikelihood" and "KL" of the PKE loss.
 */
public final class Losses {
    private final Script kernels;

    Losses(Script kernels) {
        this.kernels = kernels;
    }

    /** Mean of -log p(label). */
    public NDArray nll(NDArray logits, int... labels) {
        return kernels.call("nll", logits, Frame.array(kernels, labels));
    }

    /** -log p(label) of every position, (n). */
    public NDArray tokenNll(NDArray logits, int... labels) {
        return kernels.call("token_nll", logits, Frame.array(kernels, labels));
    }

    /** Mean of -log max(1 - p(label), 1e-6). */
    public NDArray unlikelihood(NDArray logits, int... labels) {
        return kernels.call("unlikelihood", logits, Frame.array(kernels, labels));
    }

    /** Mean over positions of KL(p_reference || p); the gradient flows through {@code logits}. */
    public NDArray kl(NDArray reference, NDArray logits) {
        return kernels.call("kl", reference, logits);
    }

    /** The sum of weight times term. */
    public NDArray weighted(double[] weights, NDArray... terms) {
        if (weights.length != terms.length || terms.length == 0) {
            throw new IllegalArgumentException(
                    weights.length + " weights, " + terms.length + " terms");
        }
        return kernels.call("weighted", new NDList(terms), weights);
    }

    /** d loss / d leaf for every leaf, zeros where the loss does not depend on it. */
    public NDList gradients(NDArray loss, NDList leaves) {
        return kernels.list("gradients", loss, leaves);
    }

    /** The Euclidean norm of all arrays taken together. */
    public double norm(NDList arrays) {
        try (Scope scope = Scope.open()) {
            scope.done();
            return kernels.frozen("norm_of", arrays).getDouble();
        }
    }

    /** The number an array of one element holds. */
    public static double value(NDArray one) {
        return one.getFloat();
    }
}
