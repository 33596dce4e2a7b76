package dev.pke.model;

import ai.djl.ndarray.NDArray;

import java.util.Locale;

/** A loss of the probabilities of n labels. */
public enum Likelihood {
    /** The mean of −log p. */
    NLL,
    /** The mean of −log max(1 − p, 1e-6). */
    UNLIKELIHOOD;

    /** The same of −log p of each label, (n), in a graph. */
    public NDArray of(NDArray nll, Losses losses) {
        return this == NLL ? nll.mean() : losses.unlikelihood(nll);
    }

    /** What kernels call it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
