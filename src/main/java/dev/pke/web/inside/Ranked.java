package dev.pke.web.inside;

/** A neuron by its place among those of its block. */
public record Ranked(int rank, int neuron, String score, boolean moved, String href) {}
