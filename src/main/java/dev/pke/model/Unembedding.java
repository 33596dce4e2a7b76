package dev.pke.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.torch.VocabularyKernels;
import dev.pke.model.torch.VocabularyKernels.Head;
import dev.pke.model.torch.VocabularyKernels.Predicted;
import dev.pke.model.torch.VocabularyKernels.Sloped;
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
    public record Reference(NDArray states, NDList normal) {} // (n, hidden); see normalise

    public Reference reference(NDArray states) {
        return new Reference(states, normalise(states));
    }

    /**
     * A loss of labels, one a state.
     *
     * @param weight of the loss in what the gradient is of; the value is the loss's own
     */
    public Scored likelihood(
            NDArray states, int[] labels, Likelihood loss, Pull pull, double weight) {
        NDArray at = Frame.array(decoder.kernels, labels); // (n)
        Head head = head(states, pull);
        return switch (pull) {
            case WATCHED -> watched(kernels().likelihood(states, head, at, loss.word()));
            case GRADIENT -> scored(kernels().likelihood(states, head, at, loss.word(), weight));
        };
    }

    /** The mean over states of KL(p before || p now), its gradient times {@code weight}. */
    public Scored divergence(Reference before, NDArray states, Pull pull, double weight) {
        var then = new Predicted(before.states(), before.normal());
        var now = new Predicted(states, normalise(states));
        Head head = head(states, pull);
        return switch (pull) {
            case WATCHED -> watched(kernels().divergence(then, now, head));
            case GRADIENT -> scored(kernels().divergence(then, now, head, weight));
        };
    }

    private static Scored watched(NDArray value) {
        return new Scored(Losses.value(value), null);
    }

    private static Scored scored(Sloped found) {
        return new Scored(Losses.value(found.value()), found.gradient());
    }

    /** log p (n, vocab) in one chunk, else [max, log sum exp(y - max), y of label 0], (n, 1). */
    private NDList normalise(NDArray states) {
        NDArray labels = Frame.array(decoder.kernels, 0); // (1): nobody asks for its y
        return kernels().normalise(states, head(states, Pull.WATCHED), labels);
    }

    private Head head(NDArray states, Pull pull) {
        return new Head(decoder.ends(), decoder.packedEnds(pull), chunk(states));
    }

    private VocabularyKernels kernels() {
        return decoder.kernels.vocabulary();
    }

    /** Rows of the unembedding at a time, so that logits (n, rows) are no more than allowed. */
    private int chunk(NDArray states) {
        return Math.clamp(elements / states.getShape().get(0), 1, Integer.MAX_VALUE);
    }
}
