package dev.pke.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.torch.Script;
import dev.pke.model.weights.Frame;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.TokenBatch;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * The part of the model that a patch can still move, over one batch: what lies below is {@link
 * Frozen}, each call runs only the rest, and states are made only where they are asked for.
 */
public final class Tail {
    private final Frozen frozen;
    private final Decoder decoder;
    private final int block;
    private final TokenBatch batch;
    private final int[] flat;
    private final Set<String> above;
    private @Nullable Start start;

    /**
     * Where it begins, at the lowest block.
     *
     * @param spots flat positions at which states are wanted
     * @param residual after attention
     * @param neurons what down_proj reads
     * @param written and what it writes without a patch
     */
    record Start(Frame frame, NDArray spots, NDArray residual, NDArray neurons, NDArray written) {
        NDList arrays() {
            NDList all = new NDList(spots, residual, neurons, written);
            all.addAll(frame.arrays());
            return all;
        }
    }

    Tail(Frozen frozen, Decoder decoder, int block, TokenBatch batch, int... flat) {
        this.frozen = frozen;
        this.decoder = decoder;
        this.block = block;
        this.batch = batch;
        this.flat = flat.clone();
        this.above = decoder.weights.namesFrom(block);
    }

    TokenBatch batch() {
        return batch;
    }

    /**
     * Takes what was frozen.
     *
     * @param x the residual before the lowest block, (batch, seq, hidden)
     */
    Start begin(Frame frame, NDArray x) {
        NDArray spots = Frame.array(decoder.kernels, flat);
        NDList where = isLast(block) ? new NDList(spots) : new NDList();
        NDList met = decoder.untilDownAt(block, x, frame, Patch.none(), where);
        NDArray written = decoder.down(block, met.get(1), Patch.none());
        Start begun = new Start(frame, spots, met.get(0), met.get(1), written);
        start = begun;
        return begun;
    }

    private Start start() {
        if (start == null) {
            frozen.compute();
        }
        if (start == null) {
            throw new IllegalStateException("nothing was frozen for this batch");
        }
        return start;
    }

    /** States (spots, hidden) after the final norm under a patch, without gradients. */
    public NDArray states(Patch patch) {
        return Script.withoutGradient(() -> {
            NDArray x = lowest(patch);
            Frame frame = start().frame();
            for (int l = block + 1; l < decoder.config.blocks(); l++) {
                x = decoder.block(l, x, frame, patch, wanted(l));
            }
            return decoder.finalNorm(x, patch);
        });
    }

    /** The same, ready to send a gradient back to the patch's leaves. */
    public Pass pass(Patch patch) {
        NDList leaves = decoder.tensors(block, patch);
        leaves.addAll(columns(patch));
        NDArray from = lowest(patch);
        Pass pass = new Pass(decoder, start().frame(), patch, from, leaves);
        for (int l = block + 1; l < decoder.config.blocks(); l++) {
            pass.block(l, wanted(l));
        }
        pass.end(new NDList());
        return pass;
    }

    private NDList columns(Patch patch) {
        Patch.Columns columns = patch.columns().get(block);
        return columns == null ? new NDList() : new NDList(columns.values());
    }

    /** Before the last block all tokens are looked at; of it only what is wanted is made. */
    private NDList wanted(int l) {
        return isLast(l) ? new NDList(start().spots()) : new NDList();
    }

    /** The residual after the lowest block. */
    private NDArray lowest(Patch patch) {
        check(patch);
        Start from = start();
        NDArray out =
                decoder.tensors(block, patch).isEmpty()
                        ? decoder.changed(block, from.neurons(), from.written(), patch)
                        : decoder.down(block, from.neurons(), patch);
        return decoder.afterDown(block, from.residual(), out, patch);
    }

    /** What lies below has been computed already: a patch must not change it. */
    private void check(Patch patch) {
        for (String name : patch.tensors().keySet()) {
            if (!above.contains(name)) {
                throw new IllegalArgumentException(
                        name + " is held constant from block " + block + "'s down_proj on");
            }
        }
        for (int l : patch.columns().keySet()) {
            if (l < block) {
                throw new IllegalArgumentException("block " + l + " lies below " + block);
            }
        }
    }

    private boolean isLast(int l) {
        return l == decoder.config.blocks() - 1;
    }
}
