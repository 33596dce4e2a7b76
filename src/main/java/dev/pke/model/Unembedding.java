package dev.pke.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import java.util.function.UnaryOperator;

/**
 * Losses over the vocabulary at states (n, hidden), each after the final norm, with the unembedding
 * held constant. Values and gradients come without a graph, in chunks of the vocabulary, so that
 * memory does not grow with states times vocabulary.
 */
public final class Unembedding {
    /** Logits held at once: 256 MB. */
    private static final long ELEMENTS = 1 << 26;

    private final Decoder decoder;
    private final Losses losses;
    private final long elements;

    Unembedding(Decoder decoder, Losses losses) {
        this(decoder, losses, ELEMENTS);
    }

    /** The same with at most so many logits at once. */
    Unembedding(Decoder decoder, Losses losses, long elements) {
        this.decoder = decoder;
        this.losses = losses;
        this.elements = elements;
    }

    /** What was predicted at some states, to compare with later. */
    public record Reference(NDArray states, NDList normal) {}

    public Reference reference(NDArray states) {
        return new Reference(states, normalise(states, Frame.array(decoder.kernels, 0)));
    }

    /**
     * A loss of the labels' -log p.
     *
     * @param loss gets those, (n) f32, differentiable
     * @param weight of the loss in what the gradient is of; the value is the loss's own
     */
    public Scored likelihood(
            NDArray states, int[] labels, UnaryOperator<NDArray> loss, Pull pull, double weight) {
        Script k = decoder.kernels;
        NDArray at = Frame.array(k, labels);
        NDList normal = normalise(states, at);
        NDArray nll = k.call("leaf", k.frozen("label_nll", normal, at), DType.F32.code());
        NDArray value = loss.apply(nll);
        if (pull == Pull.WATCHED) {
            return new Scored(Losses.value(value), null);
        }
        double seen = Losses.value(value);
        NDArray slopes = losses.gradients(value, new NDList(nll)).get(0).mul((float) weight);
        return new Scored(
                seen,
                k.frozen(
                        "likelihood_gradient",
                        states,
                        decoder.ends(),
                        decoder.packedEnds(Pull.GRADIENT),
                        normal,
                        at,
                        slopes,
                        chunk(states)));
    }

    /** The mean over states of KL(p before || p now), its gradient times {@code weight}. */
    public Scored divergence(Reference before, NDArray states, Pull pull, double weight) {
        NDList found =
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
                        weight);
        return new Scored(Losses.value(found.get(0)), pull == Pull.GRADIENT ? found.get(1) : null);
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
