package dev.pke.model.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.torch.DType;
import dev.pke.model.torch.DecoderKernels;
import dev.pke.model.torch.Kernels;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
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
    public final NDList rope; // [cos, sin], each (batch, 1, seq, head), or none
    private final Map<Integer, NDList> bias = new HashMap<>(); // (batch, 1, seq, keys), or none

    private Frame(NDArray ids, NDArray positions, NDList rope) {
        this.ids = ids;
        this.positions = positions;
        this.rope = rope;
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
        for (int window : List.copyOf(config.windows())) {
            boolean causal =
                    (!batch.isPadded() || (padding == Padding.UNSEEN && batch.isRightPadded()))
                            && config.scoreCap() == 0
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
        for (int window : config.windows()) {
            frame.bias.computeIfAbsent(
                    window, w -> mask(k, config, keys, before, 1, w, Padding.UNIFORM, dtype));
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
        NDList rope = new NDList();
        if (config.rope() != null) {
            float[] inverse = toFloat(config.rope().frequencies(config.head(), tokens));
            NDArray f = k.manager().create(inverse); // (head / 2)
            rope = k.decoder().rope(positions, f, dtype);
        }
        return new Frame(ids, positions, rope);
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

    /** What to add to the scores of a block with that window; empty means plainly causal. */
    public NDList bias(int window) {
        return bias.getOrDefault(window, new NDList());
    }

    /** Everything native in it. */
    public NDList arrays() {
        NDList all = new NDList(ids, positions);
        all.addAll(rope);
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
