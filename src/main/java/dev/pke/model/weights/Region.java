package dev.pke.model.weights;

import java.util.List;

/**
 * Neurons of one block: neuron i of block l is column i of its down_proj.
 *
 * @param block from 0
 * @param neurons ascending, without repetition
 */
public record Region(int block, List<Integer> neurons) {
    /** The lowest block of some regions, of which there is one at least. */
    public static int lowest(List<Region> regions) {
        return regions.stream().mapToInt(Region::block).min().orElseThrow();
    }

    public Region {
        neurons = List.copyOf(neurons);
        if (block < 0) {
            throw new IllegalArgumentException("block must not be negative: " + block);
        }
        for (int i = 0; i < neurons.size(); i++) {
            int least = i == 0 ? 0 : neurons.get(i - 1) + 1;
            if (neurons.get(i) < least) {
                throw new IllegalArgumentException("neurons must ascend from 0: " + neurons);
            }
        }
    }
}
