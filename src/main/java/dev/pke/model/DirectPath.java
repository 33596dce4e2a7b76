package dev.pke.model;

import ai.djl.ndarray.NDArray;

import dev.pke.model.torch.DType;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.TokenBatch;

import java.util.List;

/**
 * What every neuron, as it fires at the end of a text, writes straight into the choice between two
 * next tokens: {@code a_i ⟨W[:, i], g ⊙ (U[unwanted] − U[wanted])⟩ / rms(h_L)} with g the final
 * norm's weight, U the unembedding and h_L the residual before that norm. For LayerNorm the column
 * is centred and the deviation divides. A norm after down_proj (Gemma 2) is left out.
 */
final class DirectPath {
    private DirectPath() {}

    /** The path of every neuron, [block][neuron] f32, the last token of {@code text} deciding. */
    static float[][] of(Decoder d, int[] text, int unwanted, int wanted, int pad) {
        float[][] path = new float[d.config.blocks()][];
        try (var _ = Scope.open()) {
            TokenBatch batch = TokenBatch.right(List.of(text), pad);
            Activations seen = Activations.of(d, batch, Padding.UNSEEN);
            int last = text.length - 1;
            NDArray h = d.pick(seen.residuals().getLast(), last); // (1, hidden)
            NDArray choice = // (1, hidden)
                    d.kernels.gradients().choice(h, d.ends(), unwanted, wanted);
            for (int l = 0; l < path.length; l++) {
                NDArray fires = d.pick(seen.neurons().get(l), last); // (1, intermediate)
                NDArray a = d.kernels.tensors().cast(fires, DType.F32);
                NDArray writes = // (1, intermediate)
                        d.kernels.gradients().through(choice, d.weights.down(l));
                path[l] = a.mul(writes).toFloatArray();
            }
        }
        return path;
    }
}
