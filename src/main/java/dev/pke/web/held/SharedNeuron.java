package dev.pke.web.held;

import java.util.List;

/** A neuron that several edits moved. */
public record SharedNeuron(int block, int neuron, String href, List<String> names) {}
