package dev.pke.web.chart;

/** One moved neuron; {@code lane} is 0 for the first row of lines. */
public record StripLine(int neuron, double size, int lane, String hue, String told, String href) {}
