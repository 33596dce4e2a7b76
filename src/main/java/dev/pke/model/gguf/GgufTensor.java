package dev.pke.model.gguf;

import dev.pke.model.checkpoint.TensorInfo;

import java.util.List;

/**
 * One tensor of a GGUF file.
 *
 * @param name as llama.cpp calls it, such as blk.0.ffn_down.weight
 * @param type how its numbers are stored
 * @param shape its sizes, outermost first: the file has them the other way round
 * @param start first byte, counted from the start of the file
 */
record GgufTensor(String name, BlockType type, List<Long> shape, long start) {
    GgufTensor {
        shape = List.copyOf(shape);
    }

    long elements() {
        return TensorInfo.elements(shape);
    }

    /** Bytes in the file. */
    long bytes() {
        return elements() / type.size() * type.bytes();
    }

    /** One past its last byte. */
    long end() {
        return start + bytes();
    }
}
