package dev.pke.run.word;

/** One neuron and its score. */
public record ScoredNeuron(int block, int neuron, double score) {
    public ScoredNeuron {
        Check.atLeast("block", 0, block);
        Check.atLeast("neuron", 0, neuron);
    }

    /** Reads a neuron and its score. */
    public static ScoredNeuron of(WireObject it) {
        return new ScoredNeuron(it.small("block"), it.small("neuron"), it.number("score"));
    }
}
