package dev.pke.model.weights;

/**
 * What a padding token on the left sees, whose every key is masked. No answer depends on it, but
 * hidden states at padding do, and DINM's locator sums over them.
 */
public enum Padding {
    /** All keys alike, as transformers' eager attention computes. */
    UNIFORM,
    /** Nothing: attention adds zero, as transformers' sdpa attention computes. */
    ZERO,
    /** Whatever is fastest: nobody looks at padding. */
    UNSEEN
}
