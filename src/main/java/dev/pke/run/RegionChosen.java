package dev.pke.run;

import java.util.List;

/** The neurons of one block that the edit may move; {@code threshold} is the least score kept. */
public record RegionChosen(int block, List<Integer> neurons, double threshold)
        implements RunEvent, Milestone {
    public RegionChosen {
        Check.atLeast("block", 0, block);
        neurons.forEach(each -> Check.atLeast("neuron", 0, each));
        neurons = List.copyOf(neurons);
        if (neurons.isEmpty()) {
            throw new IllegalArgumentException("region of block " + block + " has no neurons");
        }
    }
}
