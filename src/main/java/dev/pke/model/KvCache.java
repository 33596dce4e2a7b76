package dev.pke.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.torch.Scope;
import dev.pke.model.torch.Torch;
import dev.pke.model.weights.Frame;
import dev.pke.model.weights.Patch;

import java.util.ArrayList;
import java.util.List;

/**
 * Keys and values of every block, filled in place. Room for them grows by whole strides: a single
 * query looks at all of it, what is not yet filled being hidden from it.
 *
 * <p>Keys are f32 on a CPU whatever the model's dtype, values are the model's own. Scores must be
 * f32: rounded to bf16 they moved answers, and in f16 they overflow. A query that met bf16 keys
 * would widen all of them at every token; keys widened once, when they are cached, cost twice their
 * memory and nothing more. A single query then attends by two plain products over the whole room,
 * 0.4 ms a block where the fused kernel takes 0.5 in f32 and 1.0 in bf16; a cache cut to the tokens
 * it holds makes the bf16 product copy it, 0.7 ms, which is why room grows by strides and what is
 * empty is hidden (experiments/bench).
 */
final class KvCache {
    private static final int STRIDE = 64;

    /** [keys, values] of every block, each (batch, kv heads, room, head). */
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
        NDArray beside = d.weights.down(block); // says device and dtype
        return new NDList(
                d.kernels.decoder().keyRoom(beside, shape),
                d.kernels.decoder().room(beside, shape));
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
                long batch = block.getFirst().getShape().get(0);
                NDList empty = room(d, l, batch, STRIDE); // (batch, kv heads, STRIDE, head)
                for (int i = 0; i < block.size(); i++) {
                    replace(block, i, d.kernels.decoder().longer(block.get(i), empty.get(i)));
                }
                empty.close();
            }
            scope.keep(arrays());
        }
        width += STRIDE;
    }

    /** Runs new tokens (batch, seq), for which there is room, through all: (batch, seq, hidden). */
    NDArray extend(Decoder d, Frame frame) {
        NDArray x =
                Torch.withoutGradient(() -> d.embed(frame, Patch.none())); // (batch, seq, hidden)
        for (int l = 0; l < blocks.size(); l++) {
            x = d.cached(l, x, frame, blocks.get(l), length);
        }
        length += (int) frame.ids.getShape().get(1);
        return x;
    }

    /** Keeps only some of the sequences. */
    void select(Decoder d, int... kept) {
        try (Scope scope = Scope.open()) {
            NDArray rows = Frame.array(d.kernels, kept); // (kept)
            for (NDList block : blocks) {
                for (int i = 0; i < block.size(); i++) {
                    replace(block, i, d.kernels.decoder().selectRows(block.get(i), rows));
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
