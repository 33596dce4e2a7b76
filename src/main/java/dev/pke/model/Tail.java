package dev.pke.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import java.util.Set;

/**
 * The part of the model that a patch can still move: everything up to the lowest patched block's
 * neurons is computed once and kept, each call runs only the rest, and states are made only where
 * they are asked for. Close it when done.
 */
public final class Tail implements AutoCloseable {
    private final Decoder decoder;
    private final int block;
    private final NDArray spots;
    private final NDArray residual;
    private final NDArray neurons;
    private final NDArray written;
    private final Frame frame;
    private final NDList held;
    private final Set<String> above;

    private Tail(
            Decoder decoder,
            int block,
            NDArray spots,
            NDArray residual,
            NDArray neurons,
            NDArray written,
            Frame frame,
            NDList held) {
        this.decoder = decoder;
        this.block = block;
        this.spots = spots;
        this.residual = residual;
        this.neurons = neurons;
        this.written = written;
        this.frame = frame;
        this.held = held;
        this.above = decoder.weights.namesFrom(block);
    }

    /**
     * Runs the frozen part.
     *
     * @param spots flat positions at which logits are wanted
     * @param lowest the lowest block whose down_proj a patch will touch, and nothing below it
     */
    static Tail of(Decoder d, TokenBatch batch, int[] spots, int lowest) {
        if (lowest < 0 || lowest >= d.config.blocks()) {
            throw new IllegalArgumentException("no block " + lowest);
        }
        try (Scope scope = Scope.open()) {
            return Script.withoutGradient(() -> {
                Frame frame = d.frame(batch, Padding.UNSEEN);
                NDArray at = Frame.array(d.kernels, spots);
                NDArray x = d.embed(frame, Patch.none());
                x = d.blocks(x, frame, 0, lowest, Patch.none());
                NDList where = isLast(d, lowest) ? new NDList(at) : new NDList();
                NDList met = d.untilDownAt(lowest, x, frame, Patch.none(), where);
                NDArray out = d.down(lowest, met.get(1), Patch.none());
                NDList held = new NDList(at, met.get(0), met.get(1), out);
                held.addAll(frame.arrays());
                scope.keep(held);
                return new Tail(d, lowest, at, met.get(0), met.get(1), out, frame, held);
            });
        }
    }

    /** States (spots, hidden) after the final norm under a patch, without gradients. */
    public NDArray states(Patch patch) {
        return Script.withoutGradient(() -> {
            NDArray x = start(patch);
            if (isLast(decoder, block)) {
                return decoder.finalNorm(x, patch);
            }
            int last = decoder.config.blocks() - 1;
            x = decoder.blocks(x, frame, block + 1, last, patch);
            return decoder.finalNorm(
                    decoder.block(last, x, frame, patch, new NDList(spots)), patch);
        });
    }

    /** The same, ready to send a gradient back to the patch's leaves. */
    public Pass pass(Patch patch) {
        NDList leaves = decoder.tensors(block, patch);
        leaves.addAll(columns(patch));
        Pass pass = new Pass(decoder, frame, patch, start(patch), leaves);
        for (int l = block + 1; l < decoder.config.blocks(); l++) {
            pass.block(l, isLast(decoder, l) ? new NDList(spots) : new NDList());
        }
        pass.end(new NDList());
        return pass;
    }

    private NDList columns(Patch patch) {
        Patch.Columns columns = patch.columns().get(block);
        return columns == null ? new NDList() : new NDList(columns.values());
    }

    /** The residual after the lowest block. */
    private NDArray start(Patch patch) {
        check(patch);
        NDArray out =
                decoder.tensors(block, patch).isEmpty()
                        ? decoder.changed(block, neurons, written, patch)
                        : decoder.down(block, neurons, patch);
        return decoder.afterDown(block, residual, out, patch);
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

    private static boolean isLast(Decoder d, int l) {
        return l == d.config.blocks() - 1;
    }

    @Override
    public void close() {
        held.close();
    }
}
