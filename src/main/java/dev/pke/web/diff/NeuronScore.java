package dev.pke.web.diff;

/** One factor of the score and what the neuron ranks by it among all of the model. */
public record NeuronScore(String name, String value, String rank, String of) {}
