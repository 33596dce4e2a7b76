package dev.pke.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

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
    static Trace of(Decoder d, Losses losses, TokenBatch batch) {
        try (Scope scope = Scope.open()) {
            Frame frame = d.frame(batch, Padding.UNSEEN);
            NDList activations = new NDList();
            NDList outputs = new NDList();
            // The graph begins at a copy of the embeddings, and no weight takes part in it.
            NDArray x = d.kernels.call("leaf", d.embed(frame, Patch.none()), d.dtype.code());
            for (int l = 0; l < d.config.blocks(); l++) {
                NDList met = d.untilDown(l, x, frame, Patch.none());
                NDArray out = d.down(l, met.get(1), Patch.none());
                activations.add(met.get(1));
                outputs.add(out);
                x = d.afterDown(l, met.get(0), out, Patch.none());
            }
            NDArray logits = d.logits(d.pick(x, batch.predicting()), Patch.none());
            NDArray loss = losses.nll(logits, batch.scoredLabels());
            NDList gradients = losses.gradients(loss, outputs);
            return new Trace(
                    d,
                    Losses.value(loss),
                    scope.keep(d.kernels.frozenList("flat", activations)),
                    scope.keep(d.kernels.frozenList("flat", gradients)));
        }
    }

    /** The loss that was traced. */
    public double nll() {
        return nll;
    }

    /** a of block l, (tokens, intermediate) f32, in the caller's scope. */
    public NDArray activations(int block) {
        return decoder.kernels.frozen("cast", activations.get(block), DType.F32.code());
    }

    /** G of block l, (tokens, hidden) f32, in the caller's scope. */
    public NDArray gradient(int block) {
        return decoder.kernels.frozen("cast", gradients.get(block), DType.F32.code());
    }

    /** The gradient of a of block l: G W, (tokens, intermediate) f32, in the caller's scope. */
    public NDArray activationGradient(int block) {
        return decoder.kernels.frozen("through", gradients.get(block), decoder.weights.down(block));
    }

    /** ||dNLL / dW[:, i]|| of every neuron i of block l, from the factors: (intermediate) f32. */
    public NDArray columnNorms(int block) {
        return decoder.kernels.frozen("column_norms", activations.get(block), gradients.get(block));
    }

    @Override
    public void close() {
        activations.close();
        gradients.close();
    }
}
