package dev.pke.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.weights.Frame;
import dev.pke.model.weights.Patch;

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

    /** Each makes gradients at what a stretch began with of those at what it made. */
    private final List<UnaryOperator<NDList>> way = new ArrayList<>();

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
                return new NDList();
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
        NDList gradient = new NDList(atStates);
        for (UnaryOperator<NDList> stretch : way.reversed()) {
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
     * @param spots none, or the one array of flat positions that are wanted from here on
     */
    void block(int l, NDList spots) {
        NDList leaves = decoder.tensors(l, patch);
        if (leaves.isEmpty()) {
            constant(l, spots);
        } else {
            graph(leaves, x -> decoder.block(l, x, frame, patch, spots));
        }
    }

    /** Ends with the final norm, at the one array of flat positions alone where there is one. */
    void end(NDList spots) {
        graph(
                decoder.endTensors(patch),
                x -> decoder.finalNorm(spots.isEmpty() ? x : decoder.pick(x, spots), patch));
    }

    private void graph(NDList leaves, UnaryOperator<NDArray> stretch) {
        NDArray x = decoder.begin(states);
        states = stretch.apply(x);
        NDArray made = states;
        NDList all = new NDList(x);
        all.addAll(leaves);
        way.add(gradient -> {
            NDList found = decoder.between(made, all, gradient);
            add(leaves, found.subNDList(1));
            return new NDList(found.getFirst());
        });
    }

    private void constant(int l, NDList spots) {
        NDList change = decoder.change(l, patch);
        NDList taped = decoder.taped(l, states, frame, spots, change);
        states = taped.getFirst();
        read.put(l, taped.get(9));
        // Nobody asks for the gradient at constants.
        if (!way.isEmpty()) {
            way.add(gradient -> new NDList(decoder.backToStart(l, gradient, taped)));
        }
        way.add(gradient -> {
            NDList found = decoder.backToDown(gradient.getFirst(), taped, change);
            atWritten.put(l, found.get(1));
            if (!change.isEmpty()) {
                add(new NDList(change.get(1)), found.subNDList(3));
            }
            return found;
        });
    }

    private void add(NDList leaves, NDList gradients) {
        for (int i = 0; i < leaves.size(); i++) {
            atLeaves.merge(leaves.get(i), gradients.get(i), NDArray::add);
        }
    }
}
