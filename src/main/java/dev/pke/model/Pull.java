package dev.pke.model;

/** Whether a loss pulls the weights or is only watched. */
public enum Pull {
    GRADIENT,
    WATCHED
}
