package dev.pke.web.diff;

/** Another run that moved the same neuron of a model of the same name. */
public record AlsoMoved(String run, String words, String hue) {}
