package dev.pke.web.diff;

/** A neuron by its place, and from which of its values on a page shows them. */
public record NeuronPlace(int block, int neuron, int from) {}
