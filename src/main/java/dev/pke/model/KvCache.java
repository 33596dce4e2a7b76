package dev.pke.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Keys and values of every block, filled in place. Room for them grows by whole strides: a single
 * query looks at all of it, what is not yet filled being hidden from it.
 */
final class KvCache {
    private static final int STRIDE = 64;

    private final List<NDList> blocks = new ArrayList<>();
    private int width;
    private int length;

    KvCache(Decoder d, int batch) {
        for (int l = 0; l < d.config.blocks(); l++) {
            blocks.add(new NDList(room(d, l, batch, 0), room(d, l, batch, 0)));
        }
    }

    private static NDArray room(Decoder d, int block, long batch, long width) {
        long[] shape = {batch, d.config.kvHeads(), width, d.config.head()};
        return d.kernels.frozen("room", shape, d.weights.down(block));
    }

    /** Tokens it holds. */
    int length() {
        return length;
    }

    /** Tokens there is room for. */
    int room() {
        return width;
    }

    /** Makes room for more tokens where it is missing. */
    void reserve(Decoder d, int tokens) {
        int missing = length + tokens - width;
        if (missing > 0) {
            int more = Math.ceilDiv(missing, STRIDE) * STRIDE;
            try (Scope scope = Scope.open()) {
                for (int l = 0; l < blocks.size(); l++) {
                    NDArray empty = room(d, l, blocks.get(l).get(0).getShape().get(0), more);
                    replace(blocks.get(l), old -> d.kernels.frozen("longer", old, empty));
                }
                scope.keep(arrays());
            }
            width += more;
        }
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
    void select(Decoder d, NDArray rows) {
        try (Scope scope = Scope.open()) {
            for (NDList block : blocks) {
                replace(block, old -> d.kernels.frozen("select_rows", old, rows));
            }
            scope.keep(arrays());
        }
    }

    private static void replace(NDList block, UnaryOperator<NDArray> by) {
        for (int i = 0; i < block.size(); i++) {
            NDArray old = block.get(i);
            block.set(i, by.apply(old));
            old.close();
        }
    }

    private NDList arrays() {
        NDList all = new NDList();
        blocks.forEach(all::addAll);
        return all;
    }
}
