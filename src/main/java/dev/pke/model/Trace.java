package dev.pke.model;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.torch.DType;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Frame;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.Pull;
import dev.pke.model.weights.TokenBatch;

/**
 * What one forward and one backward pass show of a loss at every down_proj, as factors: the
 * activations a (tokens, intermediate) it reads, and the loss's gradient G (tokens, hidden) at what
 * it writes. The gradient of W is G' a and never formed; that of a is G W. Rows are the batch's
 * tokens in flat order, padding included (its G is zero). All f32. Close it when done.
 */
public final class Trace implements AutoCloseable {
    private final Decoder decoder;
    private final double nll;
    private final NDList activations;
    private final NDList gradients;

    private Trace(Decoder decoder, double nll, NDList activations, NDList gradients) {
        this.decoder = decoder;
        this.nll = nll;
        this.activations = activations;
        this.gradients = gradients;
    }

    /** Traces the mean NLL over all scored tokens of the batch. */
    static Trace of(Decoder d, Unembedding unembedding, TokenBatch batch) {
        try (Scope scope = Scope.open()) {
            Frame frame = d.frame(batch, Padding.UNSEEN);
            NDArray start = d.embed(frame, Patch.none()); // (batch, seq, hidden)
            Pass pass = new Pass(d, frame, Patch.none(), start, new NDList());
            for (int l = 0; l < d.config.blocks(); l++) {
                pass.block(l, null);
            }
            pass.end(Frame.array(d.kernels, batch.predicting())); // (scored, hidden)
            Scored loss =
                    unembedding.likelihood(
                            pass.states(), batch.scoredLabels(), Likelihood.NLL, Pull.GRADIENT, 1);
            pass.back(requireNonNull(loss.gradient()));
            return new Trace(
                    d,
                    loss.value(),
                    scope.keep(d.kernels.gradients().flat(pass.read())),
                    scope.keep(d.kernels.gradients().flat(pass.atWritten())));
        }
    }

    /** The loss that was traced. */
    public double nll() {
        return nll;
    }

    /** a of block l, (tokens, intermediate) f32, in the caller's scope. */
    public NDArray activations(int block) {
        return decoder.kernels.tensors().cast(activations.get(block), DType.F32);
    }

    /** G of block l, (tokens, hidden) f32, in the caller's scope. */
    public NDArray gradient(int block) {
        return decoder.kernels.tensors().cast(gradients.get(block), DType.F32);
    }

    /** The gradient of a of block l: G W, (tokens, intermediate) f32, in the caller's scope. */
    public NDArray activationGradient(int block) {
        return decoder.kernels
                .gradients()
                .through(gradients.get(block), decoder.weights.down(block));
    }

    /** ||dNLL / dW[:, i]|| of every neuron i of block l, from the factors: (intermediate) f32. */
    public NDArray columnNorms(int block) {
        return decoder.kernels
                .gradients()
                .columnNorms(activations.get(block), gradients.get(block));
    }

    @Override
    public void close() {
        activations.close();
        gradients.close();
    }
}
