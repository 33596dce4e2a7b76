package dev.pke.locate;

/**
 * One number about a whole block.
 *
 * @param block from 0
 * @param quantity what the number is, such as "path-share" or "distance"
 * @param value the number
 */
public record LayerScore(int block, String quantity, double value) {}
