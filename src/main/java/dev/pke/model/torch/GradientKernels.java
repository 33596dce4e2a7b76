package dev.pke.model.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.jni.IValue;

/**
 * Kernels of what is made of gradients: factors (trace.py, choice.py), what directions say
 * (spoken.py), sizes, steps (adam.py), MEND's network (mend.py).
 */
public final class GradientKernels {
    private final Script script;

    GradientKernels(Script script) {
        this.script = script;
    }

    /** d loss / d leaf for every leaf; zeros where the loss does not depend on it. */
    public NDList of(NDArray loss, NDList leaves) {
        return script.list("gradients", loss, leaves);
    }

    /** The Euclidean norm of all arrays taken together, one f64; records no gradient. */
    public NDArray normOf(NDList arrays) {
        return script.frozen("norm_of", arrays);
    }

    /** (batch, seq, width) each -> (batch * seq, width), detached; records no gradient. */
    public NDList flat(NDList arrays) {
        return script.frozenList("flat", arrays);
    }

    /** g (tokens, hidden) by W (hidden, intermediate) in f32; records no gradient. */
    public NDArray through(NDArray g, NDArray weight) {
        return script.frozen("through", g, weight);
    }

    /** Norms of the columns of g' a, (intermediate) f32; records no gradient. */
    public NDArray columnNorms(NDArray a, NDArray g) {
        return script.frozen("column_norms", a, g);
    }

    /** The direction of the residual (1, hidden) that moves a choice; records no gradient. */
    public NDArray choice(NDArray residual, IValue ends, int unwanted, int wanted) {
        return script.frozen("choice", residual, ends, unwanted, wanted);
    }

    /** Weights and tokens that columns promote, then suppress; records no gradient. */
    public NDList spoken(NDArray columns, IValue ends, int count) {
        return script.frozenList("spoken", columns, ends, count);
    }

    /** Factors of the tokens that have a gradient, (tokens, width) f32; records no gradient. */
    public NDList telling(NDArray read, NDArray atWritten) {
        return script.frozenList("telling", read, atWritten);
    }

    /**
     * What MEND's network makes of one block.
     *
     * @param moments mean and deviation of the factors, (2, width)
     * @param shared V1, U1, b, V2, U2
     * @param own scales and offsets of the block, (4, width)
     * @param step its learning rate, (1, 1)
     */
    public record Mend(NDArray moments, NDList shared, NDArray own, NDArray step) {}

    /** The change of some columns (int64) of a block's W, (hidden, columns). */
    public NDArray mend(NDList factors, Mend network, NDArray columns) {
        return script.call(
                "mend",
                factors,
                network.moments(),
                network.shared(),
                network.own(),
                network.step(),
                columns);
    }

    /** The gradients at leaves where those of what was made of them are given. */
    public NDList pulled(NDList made, NDList leaves, NDList given) {
        return script.list("between", made, leaves, given);
    }

    /** One step of Adam on parameters in place. */
    void adam(NDList parameters, NDList gradients, Adam.Moments moments, Adam.Step step) {
        Adam.Settings s = step.settings();
        script.frozenList(
                "adam",
                parameters,
                gradients,
                moments.first(),
                moments.second(),
                step.number(),
                step.rate(),
                s.beta1(),
                s.beta2(),
                s.epsilon(),
                s.weightDecay(),
                s.decay() == Adam.Decay.DECOUPLED ? 1 : 0);
    }
}
