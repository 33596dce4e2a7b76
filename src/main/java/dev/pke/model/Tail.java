package dev.pke.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.torch.Torch;
import dev.pke.model.weights.Frame;
import dev.pke.model.weights.Patch;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The part of the model that a patch can still move, over one batch: what lies below is {@link
 * Frozen}, each call runs only the rest, and states are made only where they are asked for.
 */
public final class Tail {
    private final Decoder decoder;
    private final int block;
    private final Set<String> above;
    private final Supplier<Start> frozen;

    /**
     * Where it begins, at the lowest block.
     *
     * @param spots flat positions (n) at which states are wanted
     * @param residual before the block, or after its attention where {@code down} is given, (batch,
     *     seq, hidden); then in the last block (n, hidden)
     * @param down where it begins at the block's down_proj
     */
    record Start(Frame frame, NDArray spots, NDArray residual, @Nullable AtDown down) {
        NDList arrays() {
            NDList all = new NDList(spots, residual);
            if (down != null) {
                all.add(down.neurons());
                all.add(down.written());
            }
            all.addAll(frame.arrays());
            return all;
        }
    }

    /**
     * A block at its down_proj.
     *
     * @param neurons what down_proj reads, (batch, seq, intermediate) or (n, intermediate)
     * @param written and what it writes without a patch, like the residual
     */
    record AtDown(NDArray neurons, NDArray written) {}

    /**
     * @param block the lowest that moves
     * @param frozen gives where it begins, the same each time
     */
    Tail(Decoder decoder, int block, Frozen.Upto upto, Supplier<Start> frozen) {
        this.decoder = decoder;
        this.block = block;
        this.above = decoder.weights.namesFrom(block);
        if (upto == Frozen.Upto.INPUT) {
            above.addAll(decoder.weights.blockNames(block));
        }
        this.frozen = frozen;
    }

    /** States (spots, hidden) after the final norm under a patch, without gradients. */
    public NDArray states(Patch patch) {
        return Torch.withoutGradient(() -> {
            Start from = frozen.get();
            NDArray x = begun(from, patch); // (batch, seq, hidden) or (spots, hidden)
            for (int l = next(from); l < decoder.config.blocks(); l++) {
                x = decoder.block(l, x, from.frame(), patch, wanted(from, l));
            }
            return decoder.finalNorm(x, patch); // (spots, hidden)
        });
    }

    /** The same, ready to send a gradient back to the patch's leaves. */
    public Pass pass(Patch patch) {
        return pass(patch, UnaryOperator.identity());
    }

    /**
     * The same, other than it is.
     *
     * @param shaken makes of what it begins with what it shall begin with
     */
    public Pass pass(Patch patch, UnaryOperator<NDArray> shaken) {
        Start from = frozen.get();
        NDList leaves = new NDList(); // those that lie in what it begins with
        if (from.down() != null) {
            leaves.addAll(decoder.tensors(block, patch));
            leaves.addAll(columns(patch));
        }
        NDArray begun = shaken.apply(begun(from, patch));
        Pass pass = new Pass(decoder, from.frame(), patch, begun, leaves);
        for (int l = next(from); l < decoder.config.blocks(); l++) {
            pass.block(l, wanted(from, l));
        }
        pass.end(null);
        return pass;
    }

    /** The first block to go through whole. */
    private int next(Start from) {
        return from.down() == null ? block : block + 1;
    }

    private NDList columns(Patch patch) {
        Patch.Columns columns = patch.columns().get(block);
        return columns == null ? new NDList() : new NDList(columns.values());
    }

    /** Before the last block all tokens are looked at; of it only what is wanted is made. */
    private @Nullable NDArray wanted(Start from, int l) {
        return l == decoder.config.blocks() - 1 ? from.spots() : null;
    }

    /** The residual where {@link #next} begins, (batch, seq, hidden) or (spots, hidden). */
    private NDArray begun(Start from, Patch patch) {
        check(patch);
        AtDown down = from.down();
        if (down == null) {
            return from.residual();
        }
        NDArray out = // (batch, seq, hidden) or (spots, hidden)
                decoder.tensors(block, patch).isEmpty()
                        ? decoder.changed(block, down.neurons(), down.written(), patch)
                        : decoder.down(block, down.neurons(), patch);
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
}
