package dev.pke.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * Everything one forward pass shows, without gradients, in the caller's scope.
 *
 * @param residuals the stream before the first block and after each, blocks + 1 arrays (batch, seq,
 *     hidden)
 * @param neurons what each down_proj reads, (batch, seq, intermediate)
 * @param normed the last residual after the final norm
 */
public record Activations(NDList residuals, NDList neurons, NDArray normed) {
    static Activations of(Decoder d, TokenBatch batch, Padding padding) {
        return Script.withoutGradient(() -> {
            Frame frame = d.frame(batch, padding);
            NDList residuals = new NDList(d.embed(frame, Patch.none()));
            NDList neurons = new NDList();
            for (int l = 0; l < d.config.blocks(); l++) {
                NDList met = d.untilDown(l, residuals.getLast(), frame, Patch.none());
                neurons.add(met.get(1));
                NDArray out = d.down(l, met.get(1), Patch.none());
                residuals.add(d.afterDown(l, met.get(0), out, Patch.none()));
            }
            return new Activations(residuals, neurons, d.finalNorm(residuals.getLast()));
        });
    }

    /** hidden_states as transformers returns them: the last one is after the final norm. */
    public NDList hiddenStates() {
        NDList states = new NDList(residuals);
        states.set(states.size() - 1, normed);
        return states;
    }
}
