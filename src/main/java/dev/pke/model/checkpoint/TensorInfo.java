package dev.pke.model.checkpoint;

import dev.pke.model.torch.DType;

import java.util.List;

/**
 * One tensor of a safetensors file.
 *
 * @param name unique within the file
 * @param dtype the kind of its elements
 * @param shape its sizes, outermost first; empty for a single number
 * @param start first byte, counted from the start of the data section
 * @param end one past its last byte
 */
public record TensorInfo(String name, DType dtype, List<Long> shape, long start, long end) {
    public TensorInfo {
        shape = List.copyOf(shape);
    }

    /** The number of elements. */
    public long elements() {
        return elements(shape);
    }

    /** Bytes of the tensor. */
    public long bytes() {
        return end - start;
    }

    public static long elements(List<Long> shape) {
        long n = 1;
        for (long size : shape) {
            n = Math.multiplyExact(n, size);
        }
        return n;
    }
}
