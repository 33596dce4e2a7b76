package dev.pke.run;

import java.util.List;

/**
 * Every neuron has a score. {@code table} is the SHA-256 of a safetensors blob with the named f32
 * arrays {@code names}, each (blocks, neurons per block); {@code top} are the best, best first.
 */
public record NeuronsScored(
        String table,
        List<String> names,
        int blocks,
        int neuronsPerBlock,
        double max,
        double mean,
        List<Neuron> top)
        implements RunEvent {
    public NeuronsScored {
        Check.sha256("table", table);
        Check.atLeast("blocks", 1, blocks);
        Check.atLeast("neuronsPerBlock", 1, neuronsPerBlock);
        names = List.copyOf(names);
        top = List.copyOf(top);
    }

    /** One neuron and its score. */
    public record Neuron(int block, int neuron, double score) {
        public Neuron {
            Check.atLeast("block", 0, block);
            Check.atLeast("neuron", 0, neuron);
        }
    }
}
