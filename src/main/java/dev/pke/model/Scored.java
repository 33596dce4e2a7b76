package dev.pke.model;

import ai.djl.ndarray.NDArray;

import org.jspecify.annotations.Nullable;

/**
 * A loss at n states of the residual stream.
 *
 * @param value of the loss
 * @param gradient of it at the states, (n, hidden) like them; null where it is only watched
 */
public record Scored(double value, @Nullable NDArray gradient) {}
