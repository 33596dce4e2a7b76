package dev.pke.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.weights.Frame;
import dev.pke.model.weights.Pull;

/**
 * Losses over the vocabulary at states (n, hidden), each after the final norm, with the unembedding
 * held constant. Values and gradients come without a graph, in chunks of the vocabulary, so that
 * memory does not grow with states times vocabulary.
 */
public final class Unembedding {
    /** Logits held at once: 256 MB. */
    private static final long ELEMENTS = 1 << 26;

    private final Decoder decoder;
    private final long elements;

    Unembedding(Decoder decoder) {
        this(decoder, ELEMENTS);
    }

    /** The same with at most so many logits at once. */
    Unembedding(Decoder decoder, long elements) {
        this.decoder = decoder;
        this.elements = elements;
    }

    /** What was predicted at some states, to compare with later. */
    public record Reference(NDArray states, NDList normal) {}

    public Reference reference(NDArray states) {
        return new Reference(states, normalise(states, Frame.array(decoder.kernels, 0)));
    }

    /**
     * A loss of labels, one a state.
     *
     * @param weight of the loss in what the gradient is of; the value is the loss's own
     */
    public Scored likelihood(
            NDArray states, int[] labels, Likelihood loss, Pull pull, double weight) {
        return scored(
                decoder.kernels.list(
                        "likelihood",
                        states,
                        decoder.ends(),
                        decoder.packedEnds(pull),
                        Frame.array(decoder.kernels, labels),
                        loss.word(),
                        chunk(states),
                        pull == Pull.GRADIENT ? 1 : 0,
                        weight));
    }

    /** Value and gradient, where there is one. */
    private static Scored scored(NDList found) {
        return new Scored(Losses.value(found.get(0)), found.size() > 1 ? found.get(1) : null);
    }

    /** The mean over states of KL(p before || p now), its gradient times {@code weight}. */
    public Scored divergence(Reference before, NDArray states, Pull pull, double weight) {
        return scored(
                decoder.kernels.frozenList(
                        "divergence",
                        before.states(),
                        before.normal(),
                        states,
                        normalise(states, Frame.array(decoder.kernels, 0)),
                        decoder.ends(),
                        decoder.packedEnds(pull),
                        chunk(states),
                        pull == Pull.GRADIENT ? 1 : 0,
                        weight));
    }

    private NDList normalise(NDArray states, NDArray labels) {
        return decoder.kernels.frozenList(
                "normalise",
                states,
                decoder.ends(),
                decoder.packedEnds(Pull.WATCHED),
                labels,
                chunk(states));
    }

    private int chunk(NDArray states) {
        return Math.clamp(elements / states.getShape().get(0), 1, Integer.MAX_VALUE);
    }
}
