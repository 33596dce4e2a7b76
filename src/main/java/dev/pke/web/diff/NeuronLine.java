package dev.pke.web.diff;

/** One moved neuron. */
public record NeuronLine(
        int neuron,
        String whose,
        String hue,
        String elements,
        String l2,
        String relativeMoved,
        String relativeTensor,
        String largest,
        String score,
        String rank,
        String href) {}
