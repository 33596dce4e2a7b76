package dev.pke.model.checkpoint;

import dev.pke.model.torch.DType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A small tensor on the heap, as a safetensors file holds it. Its bits are shared, not copied. */
public final class RawTensor {
    private final DType dtype;
    private final List<Long> shape;
    private final byte[] bits;

    /** Little-endian bits of elements of that kind. */
    public RawTensor(DType dtype, List<Long> shape, byte[] bits) {
        if (TensorInfo.elements(shape) * dtype.bytes() != bits.length) {
            throw new IllegalArgumentException(bits.length + " bytes for " + dtype + " " + shape);
        }
        this.dtype = dtype;
        this.shape = List.copyOf(shape);
        this.bits = bits;
    }

    /** A table of rows of one length, F32. */
    public static RawTensor of(float[][] rows) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        byte[] bits = new byte[Math.multiplyExact(4, rows.length * width)];
        ByteBuffer buffer = little(bits);
        for (float[] row : rows) {
            if (row.length != width) {
                throw new IllegalArgumentException("rows of " + width + " and " + row.length);
            }
            for (float value : row) {
                buffer.putFloat(value);
            }
        }
        return new RawTensor(DType.F32, List.of((long) rows.length, (long) width), bits);
    }

    /** A row of numbers, I64. */
    public static RawTensor of(long... values) {
        byte[] bits = new byte[Math.multiplyExact(8, values.length)];
        ByteBuffer buffer = little(bits);
        for (long value : values) {
            buffer.putLong(value);
        }
        return new RawTensor(DType.I64, List.of((long) values.length), bits);
    }

    public DType dtype() {
        return dtype;
    }

    public List<Long> shape() {
        return shape;
    }

    public byte[] bits() {
        return bits;
    }

    /** The elements widened to double, in flat order. */
    public double[] numbers() {
        ByteBuffer buffer = little(bits);
        double[] numbers = new double[bits.length / dtype.bytes()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = dtype.number(buffer, i * dtype.bytes());
        }
        return numbers;
    }

    /** The elements of a row of I64. */
    public long[] longs() {
        if (dtype != DType.I64) {
            throw new IllegalStateException("a tensor of " + dtype + " holds no longs");
        }
        long[] values = new long[bits.length / 8];
        little(bits).asLongBuffer().get(values);
        return values;
    }

    private static ByteBuffer little(byte[] bits) {
        return ByteBuffer.wrap(bits).order(ByteOrder.LITTLE_ENDIAN);
    }
}
