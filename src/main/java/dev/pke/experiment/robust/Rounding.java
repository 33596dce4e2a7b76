package dev.pke.experiment.robust;

import dev.pke.fault.ModelError;
import dev.pke.model.checkpoint.RawTensor;
import dev.pke.model.checkpoint.Safetensors;
import dev.pke.model.torch.DType;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All weights of a model rounded as a checkpoint of fewer bits would hold them, and widened again:
 * bf16 to the nearest, ties to even; int8 a row at a time, symmetric, by its largest element, of
 * matrices alone.
 */
enum Rounding {
    BF16 {
        @Override
        void round(float[] row) {
            for (int i = 0; i < row.length; i++) {
                int bits = Float.floatToRawIntBits(row[i]);
                int up = bits + 0x7fff + ((bits >>> 16) & 1); // carries where more than half is cut
                row[i] = Float.isFinite(row[i]) ? Float.intBitsToFloat(up & 0xffff0000) : row[i];
            }
        }
    },
    INT8 {
        @Override
        void round(float[] row) {
            float largest = 0;
            for (float each : row) {
                largest = Math.max(largest, Math.abs(each));
            }
            float step = largest / 127; // the largest int8 that has its negative
            for (int i = 0; i < row.length && step > 0; i++) {
                row[i] = (float) Math.rint(row[i] / step) * step;
            }
        }
    };

    /** Rounds a row of a matrix in place. */
    abstract void round(float[] row);

    /** What rounding a model's weights changes, a tensor each. */
    List<Delta> of(Weights weights) {
        List<Delta> deltas = new ArrayList<>();
        for (String name : weights.names()) {
            List<Long> shape = weights.shape(name);
            if (weights.dtype(name) == DType.F32 && (this == BF16 || shape.size() == 2)) {
                byte[] before = weights.bits(name, null);
                byte[] after = rounded(before, Math.toIntExact(shape.getLast()));
                if (!Arrays.equals(before, after)) {
                    deltas.add(delta(name, shape, before, after));
                }
            } else if (weights.dtype(name) != DType.F32 && this == INT8) {
                throw new ModelError(
                        "%s is %s: int8 is tried on models held as f32 alone: dtype: f32"
                                .formatted(name, weights.dtype(name)));
            }
        }
        return deltas;
    }

    private byte[] rounded(byte[] bits, int width) {
        ByteBuffer in = ByteBuffer.wrap(bits).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer out = ByteBuffer.allocate(bits.length).order(ByteOrder.LITTLE_ENDIAN);
        float[] row = new float[width];
        while (in.hasRemaining()) {
            for (int i = 0; i < width; i++) {
                row[i] = in.getFloat();
            }
            round(row);
            for (float each : row) {
                out.putFloat(each);
            }
        }
        return out.array();
    }

    private static Delta delta(String name, List<Long> shape, byte[] before, byte[] after) {
        String sizes = shape.stream().map(String::valueOf).collect(Collectors.joining(","));
        return Delta.fromSafetensors(
                "the rounding of " + name,
                Safetensors.write(
                        Map.of(
                                name + ".before", new RawTensor(DType.F32, shape, before),
                                name + ".after", new RawTensor(DType.F32, shape, after)),
                        Map.of(name, sizes)));
    }
}
