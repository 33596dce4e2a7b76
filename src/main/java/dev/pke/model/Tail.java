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

    /**
     * States (spots, hidden) after the final norm under a patch, differentiable in its leaves where
     * they are to be pulled.
     */
    public NDArray states(Patch patch, Pull pull) {
        check(patch);
        return pull == Pull.GRADIENT ? states(patch) : Script.withoutGradient(() -> states(patch));
    }

    private NDArray states(Patch patch) {
        NDArray x = decoder.afterDown(block, residual, down(patch), patch);
        if (isLast(decoder, block)) {
            return decoder.finalNorm(x, patch);
        }
        int last = decoder.config.blocks() - 1;
        x = decoder.blocks(x, frame, block + 1, last, patch);
        NDList met = decoder.untilDownAt(last, x, frame, patch, new NDList(spots));
        NDArray out = decoder.down(last, met.get(1), patch);
        return decoder.finalNorm(decoder.afterDown(last, met.get(0), out, patch), patch);
    }

    private NDArray down(Patch patch) {
        Patch.Columns columns = patch.columns().get(block);
        if (columns != null && patch.tensors().isEmpty()) {
            NDArray change = decoder.change(block, neurons, columns);
            return decoder.kernels.call("plus", written, change);
        }
        return decoder.down(block, neurons, patch);
    }

    /** What lies below has been computed already: a patch must not change it. */
    private void check(Patch patch) {
        Set<String> above = decoder.weights.namesFrom(block);
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
