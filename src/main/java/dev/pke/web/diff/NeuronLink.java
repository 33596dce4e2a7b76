package dev.pke.web.diff;

/** An event or a blob that says something of the neuron. */
public record NeuronLink(String what, String words, String href) {}
