package dev.pke.web.chart;

/**
 * One tensor.
 *
 * @param block -1 for one outside the blocks
 * @param share of its elements that differ; 0 for an equal one, NaN where only its digest does
 * @param hue whose edit moved it
 * @param href "" where there is nothing more to show
 */
public record TensorCell(String tensor, int block, double share, String hue, String href) {}
