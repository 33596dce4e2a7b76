package dev.pke.model.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

import dev.pke.model.architecture.BlockAttention;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.architecture.Rope;
import dev.pke.model.torch.DType;
import dev.pke.model.torch.DecoderKernels;
import dev.pke.model.torch.Kernels;

import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What every block of one forward pass shares: ids, positions, rotations, and which token sees
 * which. Its arrays belong to the scope it was made in.
 */
public final class Frame {
    /** Added to a score that must not count; in f32 and bf16 it swallows the score. */
    private static final double LOW = -1e30;

    private static final double LOW_F16 = -65504;

    public final NDArray ids; // (batch, seq)
    public final NDArray positions; // (batch, seq)

    /** [cos, sin], each (batch, 1, seq, width); by identity: a config holds equal ones once. */
    private final IdentityHashMap<Rope, NDList> ropes = new IdentityHashMap<>();

    private final Map<Integer, NDList> bias = new HashMap<>(); // (batch, 1, seq, keys), or none

    private Frame(NDArray ids, NDArray positions) {
        this.ids = ids;
        this.positions = positions;
    }

    /**
     * A frame for whole sequences.
     *
     * @param dtype of the residual stream
     */
    public static Frame of(
            Kernels k, ModelConfig config, TokenBatch batch, Padding padding, DType dtype) {
        NDArray keys = array(k, batch.mask()); // (batch, seq)
        var frame =
                step(
                        k,
                        config,
                        array(k, batch.ids()),
                        array(k, batch.positions()),
                        batch.width(),
                        dtype);
        for (BlockAttention block : config.attention()) {
            int window = block.window();
            boolean causal =
                    (!batch.isPadded() || (padding == Padding.UNSEEN && batch.isRightPadded()))
                            && config.scales().scoreCap() == 0
                            && (window == 0 || window >= batch.width());
            frame.bias.computeIfAbsent(
                    window,
                    w ->
                            causal
                                    ? new NDList()
                                    : mask(k, config, keys, 0, batch.width(), w, padding, dtype));
        }
        return frame;
    }

    /**
     * A frame for one more token of each sequence.
     *
     * @param keys (batch, room of the cache), 1 where a token is real
     * @param before tokens that are cached
     */
    public static Frame next(
            Kernels k,
            ModelConfig config,
            NDArray ids,
            NDArray positions,
            NDArray keys,
            int before,
            DType dtype) {
        var frame = step(k, config, ids, positions, before + 1, dtype);
        for (BlockAttention block : config.attention()) {
            frame.bias.computeIfAbsent(
                    block.window(),
                    w -> mask(k, config, keys, before, 1, w, Padding.UNIFORM, dtype));
        }
        return frame;
    }

    private static Frame step(
            Kernels k,
            ModelConfig config,
            NDArray ids,
            NDArray positions,
            int tokens,
            DType dtype) {
        var frame = new Frame(ids, positions);
        for (BlockAttention block : config.attention()) {
            Rope rope = block.rope();
            if (rope != null && !frame.ropes.containsKey(rope)) {
                frame.ropes.put(rope, rotations(k, positions, rope, tokens, dtype));
            }
        }
        return frame;
    }

    private static NDList rotations(
            Kernels k, NDArray positions, Rope rope, int tokens, DType dtype) {
        float[] inverse = toFloat(rope.frequencies(tokens));
        NDArray f = k.manager().create(inverse); // (width / 2)
        return k.decoder().rope(positions, f, rope.attention(), dtype);
    }

    private static NDList mask(
            Kernels k,
            ModelConfig config,
            NDArray keys,
            int first,
            int seq,
            int window,
            Padding padding,
            DType dtype) {
        double hidden =
                switch (padding) {
                    case ZERO -> Double.NEGATIVE_INFINITY;
                    case UNIFORM, UNSEEN -> dtype == DType.F16 ? LOW_F16 : LOW;
                };
        double later = config.hidesFutureTwice() ? Double.NEGATIVE_INFINITY : hidden;
        var mask = new DecoderKernels.Mask(first, seq, window, hidden, later);
        return new NDList(k.decoder().mask(keys, mask, dtype));
    }

    /** Cosines and sines of a block that attends so; empty where it turns nothing. */
    public NDList rope(BlockAttention block) {
        Rope rope = block.rope();
        return rope == null ? new NDList() : ropes.getOrDefault(rope, new NDList());
    }

    /** What to add to the scores of a block that attends so; empty means plainly causal. */
    public NDList bias(BlockAttention block) {
        return bias.getOrDefault(block.window(), new NDList());
    }

    /** Everything native in it. */
    public NDList arrays() {
        NDList all = new NDList(ids, positions);
        ropes.values().forEach(all::addAll);
        bias.values().forEach(all::addAll);
        return all;
    }

    public static NDArray array(Kernels k, int[][] rows) {
        long[] flat = Arrays.stream(rows).flatMapToInt(Arrays::stream).asLongStream().toArray();
        return k.manager().create(flat, new Shape(rows.length, rows[0].length));
    }

    /** A region's columns. */
    public static NDArray array(Kernels k, Region region) {
        return array(k, region.neurons().stream().mapToInt(Integer::intValue).toArray());
    }

    public static NDArray array(Kernels k, int... values) {
        return k.manager().create(Arrays.stream(values).asLongStream().toArray());
    }

    private static float[] toFloat(double... values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
