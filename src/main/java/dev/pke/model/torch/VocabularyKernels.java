package dev.pke.model.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.jni.IValue;

/**
 * Kernels over the vocabulary: losses on logits (loss.py), losses at states with the unembedding a
 * constant (vocabulary.py), and the next token (choose.py).
 */
public final class VocabularyKernels {
    private final Script script;

    VocabularyKernels(Script script) {
        this.script = script;
    }

    /**
     * The unembedding, as losses at states read it.
     *
     * @param ends the parts outside blocks
     * @param packed the same, packed for products
     * @param chunk rows of it at a time
     */
    public record Head(IValue ends, IValue packed, int chunk) {}

    /**
     * What is predicted at states.
     *
     * @param states (n, hidden) after the final norm
     * @param normal what {@link #normalise} made of them
     */
    public record Predicted(NDArray states, NDList normal) {}

    /** A loss, one number, and its gradient at the states (n, hidden). */
    public record Sloped(NDArray value, NDArray gradient) {
        private static Sloped of(NDList found) {
            return new Sloped(found.get(0), found.get(1));
        }
    }

    /** Mean of -log p(label); logits (n, vocab) f32, labels (n). */
    public NDArray nll(NDArray logits, NDArray labels) {
        return script.call("nll", logits, labels);
    }

    /** -log p(label) of every position, (n). */
    public NDArray tokenNll(NDArray logits, NDArray labels) {
        return script.call("token_nll", logits, labels);
    }

    /** Mean of -log max(1 - p, 1e-6) of labels whose -log p is {@code nll}, (n). */
    public NDArray unlikelihood(NDArray nll) {
        return script.call("unlikelihood", nll);
    }

    /** log p (n, vocab) in one chunk, else the normalisers (n, 1); records no gradient. */
    public NDList normalise(NDArray states, Head head, NDArray labels) {
        return script.frozenList(
                "normalise", states, head.ends(), head.packed(), labels, head.chunk());
    }

    /** A loss of labels (n) by its name, its value alone. */
    public NDArray likelihood(NDArray states, Head head, NDArray labels, String loss) {
        return script.list(
                        "likelihood",
                        states,
                        head.ends(),
                        head.packed(),
                        labels,
                        loss,
                        head.chunk(),
                        0,
                        1.0)
                .getFirst();
    }

    /** The same with its gradient, times a weight. */
    public Sloped likelihood(
            NDArray states, Head head, NDArray labels, String loss, double weight) {
        return Sloped.of(
                script.list(
                        "likelihood",
                        states,
                        head.ends(),
                        head.packed(),
                        labels,
                        loss,
                        head.chunk(),
                        1,
                        weight));
    }

    /** Mean over states of KL(before || now), its value alone; records no gradient. */
    public NDArray divergence(Predicted before, Predicted now, Head head) {
        return divergence(before, now, head, 0, 1.0).getFirst();
    }

    /** The same with its gradient, times a weight. */
    public Sloped divergence(Predicted before, Predicted now, Head head, double weight) {
        return Sloped.of(divergence(before, now, head, 1, weight));
    }

    private NDList divergence(Predicted before, Predicted now, Head head, int pull, double weight) {
        return script.frozenList(
                "divergence",
                before.states(),
                before.normal(),
                now.states(),
                now.normal(),
                head.ends(),
                head.packed(),
                head.chunk(),
                pull,
                weight);
    }

    /**
     * Logits (n, vocab) of which some are made less likely; records no gradient.
     *
     * @param at their flat positions, int64
     * @param penalty divides what is positive and multiplies what is negative
     */
    public NDArray lessLikely(NDArray logits, NDArray at, double penalty) {
        return script.frozen("less_likely", logits, at, penalty);
    }

    /** Logits (n, vocab) of which those at flat positions may not follow; records no gradient. */
    public NDArray banned(NDArray logits, NDArray at) {
        return script.frozen("banned", logits, at);
    }

    /** The likeliest token of logits (n, vocab), (n) int64 on the CPU; records no gradient. */
    public NDArray likeliest(NDArray logits) {
        return script.frozen("likeliest", logits);
    }

    /** A drawn token of each, one draw in [0, 1) a sequence; records no gradient. */
    public NDArray draw(NDArray logits, double[] draws, double temperature, int topK, double topP) {
        return script.frozen("draw", logits, draws, temperature, topK, topP);
    }
}
