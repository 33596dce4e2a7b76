package dev.pke.diff;

import dev.pke.model.torch.DType;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A tensor as its bytes: little-endian, row by row, usually mapped from a file.
 *
 * @param bytes exactly shape × dtype bytes
 */
public record TensorBytes(DType dtype, List<Long> shape, MemorySegment bytes) {
    /** Checks that the bytes are as many as shape and dtype say. */
    public TensorBytes {
        shape = List.copyOf(shape);
        long elements = shape.stream().reduce(1L, Math::multiplyExact);
        if (bytes.byteSize() != elements * dtype.bytes()) {
            throw new IllegalArgumentException(
                    bytes.byteSize() + " bytes for " + dtype + " " + shape);
        }
    }

    /** The number of elements. */
    public long elements() {
        return bytes.byteSize() / dtype.bytes();
    }
}
