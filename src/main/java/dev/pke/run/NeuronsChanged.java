package dev.pke.run;

import java.util.List;

/**
 * One tensor is not what it was: the neurons whose columns moved (none where the tensor has no
 * neurons), how many elements, the difference's norms and its norm relative to the old tensor's.
 * {@code block} is -1 for a tensor outside the blocks; {@code delta} is the SHA-256 of the
 * element-exact delta's blob.
 */
public record NeuronsChanged(
        String tensor,
        int block,
        List<Integer> neurons,
        long elements,
        double l2,
        double linf,
        double relative,
        String delta)
        implements RunEvent {
    public NeuronsChanged {
        Check.text("tensor", tensor);
        Check.atLeast("block", -1, block);
        Check.atLeast("elements", 0, elements);
        Check.sha256("delta", delta);
        neurons.forEach(each -> Check.atLeast("neuron", 0, each));
        neurons = List.copyOf(neurons);
    }
}
