package dev.pke.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.torch.Scope;
import dev.pke.model.torch.Script;
import dev.pke.model.weights.Frame;
import dev.pke.model.weights.Patch;

import java.util.ArrayList;
import java.util.List;

/**
 * Keys and values of every block, filled in place. Room for them grows by whole strides: a single
 * query looks at all of it, what is not yet filled being hidden from it.
 */
final class KvCache {
    private static final int STRIDE = 64;

    private final List<NDList> blocks = new ArrayList<>();
    private int width;
    private int length;

    /** Room for some tokens of each sequence and more. */
    KvCache(Decoder d, int batch, int tokens) {
        this.width = Math.ceilDiv(tokens, STRIDE) * STRIDE;
        for (int l = 0; l < d.config.blocks(); l++) {
            blocks.add(room(d, l, batch, width));
        }
    }

    private static NDList room(Decoder d, int block, long batch, long width) {
        long[] shape = {batch, d.config.kvHeads(), width, d.config.head()};
        NDArray beside = d.weights.down(block);
        return new NDList(
                d.kernels.frozen("key_room", shape, beside),
                d.kernels.frozen("room", shape, beside));
    }

    /** Tokens it holds. */
    int length() {
        return length;
    }

    /** Tokens there is room for. */
    int room() {
        return width;
    }

    /** Makes room for one more token where it is missing. */
    void reserve(Decoder d) {
        if (length < width) {
            return;
        }
        try (Scope scope = Scope.open()) {
            for (int l = 0; l < blocks.size(); l++) {
                NDList block = blocks.get(l);
                NDList empty = room(d, l, block.get(0).getShape().get(0), STRIDE);
                for (int i = 0; i < block.size(); i++) {
                    replace(block, i, d.kernels.frozen("longer", block.get(i), empty.get(i)));
                }
                empty.close();
            }
            scope.keep(arrays());
        }
        width += STRIDE;
    }

    /** Runs new tokens (batch, seq), for which there is room, through all blocks. */
    NDArray extend(Decoder d, Frame frame) {
        NDArray x = Script.withoutGradient(() -> d.embed(frame, Patch.none()));
        for (int l = 0; l < blocks.size(); l++) {
            x = d.cached(l, x, frame, blocks.get(l), length);
        }
        length += (int) frame.ids.getShape().get(1);
        return x;
    }

    /** Keeps only some of the sequences. */
    void select(Decoder d, int... kept) {
        try (Scope scope = Scope.open()) {
            NDArray rows = Frame.array(d.kernels, kept);
            for (NDList block : blocks) {
                for (int i = 0; i < block.size(); i++) {
                    replace(block, i, d.kernels.frozen("select_rows", block.get(i), rows));
                }
            }
            scope.keep(arrays());
        }
    }

    private static void replace(NDList block, int i, NDArray by) {
        block.get(i).close();
        block.set(i, by);
    }

    private NDList arrays() {
        NDList all = new NDList();
        blocks.forEach(all::addAll);
        return all;
    }
}
