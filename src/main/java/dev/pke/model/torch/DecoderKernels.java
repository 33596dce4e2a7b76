package dev.pke.model.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.jni.IValue;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Kernels of the decoder: its ends (ends.py), blocks (block.py, attention.py, rope.py), the cache
 * (choose.py) and the way back through a block with constant weights (tape.py).
 */
public final class DecoderKernels {
    private final Script script;

    DecoderKernels(Script script) {
        this.script = script;
    }

    /**
     * What tokens see of each other in a block.
     *
     * @param rope cosine and sine of their rotations, each (batch, 1, seq, width), or none
     * @param bias what to add to scores, (batch, 1, seq, keys), or none, which is plainly causal
     */
    public record Sight(NDList rope, NDList bias) {}

    /**
     * Which keys queries see.
     *
     * @param first the first query's place among the keys
     * @param seq queries
     * @param window of keys a query looks back on; 0 for all
     * @param hidden added to the score of what must not be seen
     * @param later added to the score of what comes after a query
     */
    public record Mask(int first, int seq, int window, double hidden, double later) {}

    /**
     * Where a block's halves meet.
     *
     * @param residual after attention, (batch, seq, hidden) or (n, hidden)
     * @param neurons what down_proj reads, (batch, seq, intermediate) or (n, intermediate)
     */
    public record Halves(NDArray residual, NDArray neurons) {}

    /**
     * Columns of down_proj that are replaced.
     *
     * @param weight down_proj, (hidden, intermediate)
     * @param values the columns in its place, (hidden, k) f32
     * @param at their numbers, (k) int64
     */
    public record ColumnChange(NDArray weight, NDArray values, NDArray at) {
        NDList list() {
            return new NDList(weight, values, at);
        }
    }

    /** What the stretches of a taped block begin and end with; tape.py names them in its order. */
    public static final class Taped {
        private static final int OUTPUT = 0;
        private static final int NEURONS = 9;

        private final NDList list;

        private Taped(NDList list) {
            this.list = list;
        }

        /** The block's output, (batch, seq, hidden) or (n, hidden). */
        public NDArray output() {
            return list.get(OUTPUT);
        }

        /** What down_proj read, (batch, seq, intermediate) or (n, intermediate). */
        public NDArray neurons() {
            return list.get(NEURONS);
        }
    }

    /**
     * Gradients where a taped block's down_proj meets the rest.
     *
     * @param residual at the residual after attention
     * @param written at down_proj's output
     * @param neurons at its input by way of changed columns alone; null without a change
     * @param values at those columns; null without a change
     */
    public record AtDown(
            NDArray residual,
            NDArray written,
            @Nullable NDArray neurons,
            @Nullable NDArray values) {
        private static AtDown of(NDList g) {
            return g.size() == 2
                    ? new AtDown(g.get(0), g.get(1), null, null)
                    : new AtDown(g.get(0), g.get(1), g.get(2), g.get(3));
        }

        private NDList list() {
            NDList list = new NDList(residual, written);
            if (neurons != null) {
                list.add(neurons);
            }
            return list;
        }
    }

    /** Rotations of positions (batch, seq), times a factor; records no gradient. */
    public NDList rope(NDArray positions, NDArray frequencies, double factor, DType kind) {
        return script.frozenList("rope", positions, frequencies, factor, kind.code());
    }

    /** What to add to scores, (batch, 1, seq, keys); records no gradient. */
    public NDArray mask(NDArray keys, Mask m, DType kind) {
        return script.frozen(
                "mask", keys, m.first(), m.seq(), m.window(), m.hidden(), m.later(), kind.code());
    }

    /** ids and positions (batch, seq) -> the residual stream, (batch, seq, hidden). */
    public NDArray embed(NDArray ids, NDArray positions, IValue ends) {
        return script.call("embed", ids, positions, ends);
    }

    /** The final norm, (..., hidden). */
    public NDArray lastNorm(NDArray x, IValue ends) {
        return script.call("last_norm", x, ends);
    }

    /** The residual before the final norm (n, hidden) -> logits (n, vocab) f32. */
    public NDArray logits(NDArray x, IValue ends) {
        return script.call("logits", x, ends);
    }

    /** x (batch, seq, width) at flat positions (n) -> (n, width). */
    public NDArray pick(NDArray x, NDArray at) {
        return script.call("pick", x, at);
    }

    /** One block, (batch, seq, hidden). */
    public NDArray block(NDArray x, IValue block, Sight sight) {
        return script.call("block", x, block, sight.rope(), sight.bias(), new NDList(), 0);
    }

    /**
     * One block over tokens that follow a cache; records no gradient.
     *
     * @param cache keys and values, each (batch, kv, room, head), filled in place
     * @param at the first token's place in it
     */
    public NDArray cached(NDArray x, IValue block, Sight sight, NDList cache, int at) {
        return script.frozen("block", x, block, sight.rope(), sight.bias(), cache, at);
    }

    /** A block's first half, at flat positions alone where there are any. */
    public Halves untilDown(NDArray x, IValue block, Sight sight, @Nullable NDArray spots) {
        NDList none = new NDList();
        NDList halves =
                script.list(
                        "until_down", x, block, sight.rope(), sight.bias(), none, 0, maybe(spots));
        return new Halves(halves.get(0), halves.get(1));
    }

    /** down_proj: (..., intermediate) -> (..., hidden). */
    public NDArray down(NDArray neurons, IValue block) {
        return script.call("down", neurons, block);
    }

    /** What down_proj wrote with some columns replaced, (..., hidden). */
    public NDArray downChanged(NDArray neurons, NDArray written, ColumnChange change) {
        return script.call("down_changed", neurons, written, change.list());
    }

    /** A block's second half after down_proj, (..., hidden). */
    public NDArray afterDown(NDArray residual, NDArray written, IValue block) {
        return script.call("after_down", residual, written, block);
    }

    /** Batches (batch, seq, hidden) below each other -> (tokens, hidden). */
    public NDArray beside(NDList batches) {
        return script.call("beside", batches);
    }

    /** One of them again, whose tokens begin at a row -> (batch, seq, hidden). */
    public NDArray apart(NDArray x, int at, int batch, int seq) {
        return script.call("apart", x, at, batch, seq);
    }

    /**
     * One block over batches below each other; records no gradient.
     *
     * @param x (tokens, hidden)
     * @param shapes batch and seq of each
     * @param sights of each
     */
    public NDArray blockBeside(NDArray x, IValue block, long[] shapes, List<Sight> sights) {
        NDList rope = new NDList();
        NDList bias = new NDList();
        sights.forEach(sight -> rope.addAll(sight.rope()));
        sights.forEach(sight -> bias.addAll(sight.bias()));
        long[] masked = sights.stream().mapToLong(sight -> sight.bias().size()).toArray();
        return script.frozen("block_beside", x, block, shapes, rope, bias, masked);
    }

    /** An empty cache of values beside a block's weights; records no gradient. */
    public NDArray room(NDArray beside, long... shape) {
        return script.frozen("room", shape, beside);
    }

    /** An empty cache of keys, f32 on a CPU; records no gradient. */
    public NDArray keyRoom(NDArray beside, long... shape) {
        return script.frozen("key_room", shape, beside);
    }

    /** A cache (batch, kv, room, head) with more room behind; records no gradient. */
    public NDArray longer(NDArray cache, NDArray empty) {
        return script.frozen("longer", cache, empty);
    }

    /** Some of a cache's sequences; records no gradient. */
    public NDArray selectRows(NDArray cache, NDArray rows) {
        return script.frozen("select_rows", cache, rows);
    }

    /** The same numbers as the beginning of a graph. */
    public NDArray begin(NDArray x) {
        return script.call("begin", x);
    }

    /** A block with constant weights, taped for its way back. */
    public Taped taped(
            NDArray x,
            IValue block,
            Sight sight,
            @Nullable NDArray spots,
            @Nullable ColumnChange change) {
        return new Taped(
                script.list(
                        "taped",
                        x,
                        block,
                        sight.rope(),
                        sight.bias(),
                        maybe(spots),
                        maybe(change)));
    }

    /** The gradient at a taped block's output -> those at down_proj. */
    public AtDown backToDown(NDArray atOutput, Taped taped, @Nullable ColumnChange change) {
        return AtDown.of(script.list("back_to_down", atOutput, taped.list, maybe(change)));
    }

    /** Those -> the gradient at the block's input; records none of its own. */
    public NDArray backToStart(AtDown gradients, Taped taped, IValue block) {
        return script.frozen("back_to_start", gradients.list(), taped.list, block);
    }

    /** Gradients at what an array was made of, its own being given; zeros where it was not. */
    public NDList between(NDArray made, NDList of, NDArray gradient) {
        return script.list("between", new NDList(made), of, new NDList(gradient));
    }

    private static NDList maybe(@Nullable NDArray array) {
        return array == null ? new NDList() : new NDList(array);
    }

    private static NDList maybe(@Nullable ColumnChange change) {
        return change == null ? new NDList() : change.list();
    }
}
