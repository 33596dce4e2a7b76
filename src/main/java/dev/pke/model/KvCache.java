package dev.pke.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import java.util.ArrayList;
import java.util.List;

/** Keys and values of every block, room for {@code limit} tokens, filled in place. */
final class KvCache {
    private final List<NDList> blocks = new ArrayList<>();
    private final int limit;
    private int length;

    KvCache(Decoder d, int batch, int limit) {
        this.limit = limit;
        for (int l = 0; l < d.config.blocks(); l++) {
            long[] shape = {batch, d.config.kvHeads(), limit, d.config.head()};
            blocks.add(
                    new NDList(
                            d.kernels.frozen("room", shape, d.weights.down(l)),
                            d.kernels.frozen("room", shape, d.weights.down(l))));
        }
    }

    /** Runs new tokens (batch, seq) through all blocks; the residual after the last. */
    NDArray extend(Decoder d, Frame frame) {
        int seq = (int) frame.ids.getShape().get(1);
        if (length + seq > limit) {
            throw new IllegalStateException(length + " + " + seq + " tokens, room for " + limit);
        }
        NDArray x = Script.withoutGradient(() -> d.embed(frame, Patch.none()));
        for (int l = 0; l < blocks.size(); l++) {
            x = d.cached(l, x, frame, blocks.get(l), length);
        }
        length += seq;
        return x;
    }

    /** Keeps only some of the sequences. */
    void select(Decoder d, NDArray rows) {
        for (NDList block : blocks) {
            for (int i = 0; i < 2; i++) {
                NDArray old = block.get(i);
                block.set(i, d.kernels.frozen("select_rows", old, rows));
                old.close();
            }
        }
    }

    NDList arrays() {
        NDList all = new NDList();
        blocks.forEach(all::addAll);
        return all;
    }
}
