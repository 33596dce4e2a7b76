package dev.pke.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.torch.Kernels;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Frame;

/**
 * Losses on logits (n, vocab) f32 at the positions that predict n labels, each one differentiable
 * number. METHOD: "NLL" and "unlikelihood" of the PKE loss; {@link Unembedding} has its KL.
 */
public final class Losses {
    private final Kernels kernels;

    Losses(Kernels kernels) {
        this.kernels = kernels;
    }

    /** Mean of -log p(label). */
    public NDArray nll(NDArray logits, int... labels) {
        NDArray at = Frame.array(kernels, labels); // (n)
        return kernels.vocabulary().nll(logits, at); // ()
    }

    /** -log p(label) of every position, (n). */
    public NDArray tokenNll(NDArray logits, int... labels) {
        NDArray at = Frame.array(kernels, labels); // (n)
        return kernels.vocabulary().tokenNll(logits, at); // (n)
    }

    /** Mean of -log max(1 - p, 1e-6) of labels whose -log p is {@code nll}, (n). */
    public NDArray unlikelihood(NDArray nll) {
        return kernels.vocabulary().unlikelihood(nll); // ()
    }

    /** d loss / d leaf for every leaf, zeros where the loss does not depend on it. */
    public NDList gradients(NDArray loss, NDList leaves) {
        return kernels.gradients().of(loss, leaves);
    }

    /** The Euclidean norm of all arrays taken together. */
    public double norm(NDList arrays) {
        try (var _ = Scope.open()) {
            return kernels.gradients().normOf(arrays).getDouble();
        }
    }

    /** The number an array of one element holds. */
    public static double value(NDArray one) {
        return one.getFloat();
    }
}
