package dev.pke.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.torch.DType;
import dev.pke.model.torch.DecoderKernels.Halves;
import dev.pke.model.torch.Torch;
import dev.pke.model.weights.Frame;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.TokenBatch;

/**
 * Everything one forward pass shows, without gradients, in f32 whatever the model's dtype, in the
 * caller's scope.
 *
 * @param residuals the stream before the first block and after each, blocks + 1 arrays (batch, seq,
 *     hidden)
 * @param neurons what each down_proj reads, (batch, seq, intermediate)
 * @param normed the last residual after the final norm
 */
public record Activations(NDList residuals, NDList neurons, NDArray normed) {
    static Activations of(Decoder d, TokenBatch batch, Padding padding) {
        return Torch.withoutGradient(() -> {
            Frame frame = d.frame(batch, padding);
            NDArray x = d.embed(frame, Patch.none()); // (batch, seq, hidden)
            NDList residuals = new NDList(wide(d, x));
            NDList neurons = new NDList();
            for (int l = 0; l < d.config.blocks(); l++) {
                Halves met = d.untilDown(l, x, frame, Patch.none(), null);
                neurons.add(wide(d, met.neurons()));
                NDArray written = d.down(l, met.neurons(), Patch.none());
                x = d.afterDown(l, met.residual(), written, Patch.none());
                residuals.add(wide(d, x));
            }
            return new Activations(residuals, neurons, wide(d, d.finalNorm(x, Patch.none())));
        });
    }

    private static NDArray wide(Decoder d, NDArray x) {
        return d.kernels.tensors().cast(x, DType.F32);
    }

    /** hidden_states as transformers returns them: the last one is after the final norm. */
    public NDList hiddenStates() {
        NDList states = new NDList(residuals);
        states.set(states.size() - 1, normed);
        return states;
    }
}
