package dev.pke.model.weights;

/** Whether a loss pulls the weights or is only watched. */
public enum Pull {
    GRADIENT,
    WATCHED
}
