package dev.pke.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.torch.DecoderKernels.AtDown;
import dev.pke.model.torch.DecoderKernels.ColumnChange;
import dev.pke.model.torch.DecoderKernels.Taped;
import dev.pke.model.weights.Frame;
import dev.pke.model.weights.Patch;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A pass that keeps what a gradient needs on its way back. Through a block whose weights are
 * constants each product is done once more, the other way round and as fast (kernels/tape.py);
 * where a patch replaces whole tensors, autograd does it. Its arrays belong to the scope they were
 * made in.
 */
public final class Pass {
    private final Decoder decoder;
    private final Frame frame;
    private final Patch patch;

    /** Each makes the gradient at what a stretch began with of that at what it made. */
    private final List<UnaryOperator<NDArray>> way = new ArrayList<>();

    private final IdentityHashMap<NDArray, NDArray> atLeaves = new IdentityHashMap<>();
    private final TreeMap<Integer, NDArray> read = new TreeMap<>();
    private final TreeMap<Integer, NDArray> atWritten = new TreeMap<>();
    private NDArray states;

    /**
     * Begins a pass.
     *
     * @param from where it begins, (batch, seq, hidden)
     * @param leaves of the patch that {@code from} was made of, in a graph
     */
    Pass(Decoder decoder, Frame frame, Patch patch, NDArray from, NDList leaves) {
        this.decoder = decoder;
        this.frame = frame;
        this.patch = patch;
        this.states = from;
        if (!leaves.isEmpty()) {
            way.add(gradient -> {
                add(leaves, decoder.between(from, leaves, gradient));
                return gradient; // nothing lies before
            });
        }
    }

    /** Where it has come to; at its end states (spots, hidden) after the final norm. */
    public NDArray states() {
        return states;
    }

    /** The gradient at every leaf of the patch, that at the states being given. */
    public NDList gradients(NDArray atStates) {
        back(atStates);
        NDList gradients = new NDList();
        for (NDArray leaf : patch.leaves()) {
            NDArray gradient = atLeaves.get(leaf);
            gradients.add(gradient == null ? leaf.zerosLike() : gradient);
        }
        return gradients;
    }

    /** Sends the gradient at the states all the way back, which can be done once. */
    void back(NDArray atStates) {
        NDArray gradient = atStates; // (spots, hidden)
        for (UnaryOperator<NDArray> stretch : way.reversed()) {
            gradient = stretch.apply(gradient);
        }
    }

    /** What down_proj of every block with constant weights read. */
    NDList read() {
        return new NDList(read.values());
    }

    /** The gradient at what it wrote. */
    NDList atWritten() {
        return new NDList(atWritten.values());
    }

    /**
     * Goes on through block l.
     *
     * @param spots the flat positions (n) that are wanted from here on; null for all
     */
    void block(int l, @Nullable NDArray spots) {
        NDList leaves = decoder.tensors(l, patch);
        if (leaves.isEmpty()) {
            constant(l, spots);
        } else {
            graph(leaves, x -> decoder.block(l, x, frame, patch, spots));
        }
    }

    /** Ends with the final norm, at flat positions (n) alone where there are any. */
    void end(@Nullable NDArray spots) {
        graph(
                decoder.endTensors(patch),
                x -> decoder.finalNorm(spots == null ? x : decoder.pick(x, spots), patch));
    }

    private void graph(NDList leaves, UnaryOperator<NDArray> stretch) {
        NDArray x = decoder.begin(states); // (batch, seq, hidden)
        states = stretch.apply(x);
        NDArray made = states;
        NDList all = new NDList(x);
        all.addAll(leaves);
        way.add(gradient -> {
            NDList found = decoder.between(made, all, gradient);
            add(leaves, found.subNDList(1));
            return found.getFirst();
        });
    }

    private void constant(int l, @Nullable NDArray spots) {
        ColumnChange change = decoder.change(l, patch);
        Taped taped = decoder.taped(l, states, frame, spots, change);
        states = taped.output(); // (batch, seq, hidden) or (n, hidden)
        read.put(l, taped.neurons());
        boolean first = way.isEmpty();
        way.add(gradient -> {
            AtDown found = decoder.backToDown(gradient, taped, change);
            atWritten.put(l, found.written());
            if (change != null && found.values() != null) {
                add(new NDList(change.values()), new NDList(found.values()));
            }
            // Nobody asks for the gradient at constants, which are all that lies before the first.
            return first ? gradient : decoder.backToStart(l, found, taped);
        });
    }

    private void add(NDList leaves, NDList gradients) {
        for (int i = 0; i < leaves.size(); i++) {
            atLeaves.merge(leaves.get(i), gradients.get(i), NDArray::add);
        }
    }
}
