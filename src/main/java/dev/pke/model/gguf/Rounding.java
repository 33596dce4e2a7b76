package dev.pke.model.gguf;

import dev.pke.fault.ModelError;
import dev.pke.model.torch.DType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Numbers as the bits that are written.
 *
 * @param path the file they come from, for errors
 */
record Rounding(Path path) {
    ByteBuffer bits(DType kind, float[] numbers, String name) {
        ByteBuffer bits =
                ByteBuffer.allocate(numbers.length * kind.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : numbers) {
            switch (kind) {
                case F32 -> bits.putFloat(number);
                case BF16 -> bits.putShort(bf16(number));
                case F16 -> {
                    short half = Float.floatToFloat16(number);
                    if (Float.isInfinite(Float.float16ToFloat(half)) && Float.isFinite(number)) {
                        throw new ModelError(
                                "%s: %s of %s is beyond f16: take --dtype bf16 or f32"
                                        .formatted(path, number, name));
                    }
                    bits.putShort(half);
                }
                default -> throw new ModelError("weights are written as f32, bf16 or f16");
            }
        }
        return bits.flip();
    }

    /** Rounded to the nearest, ties to even. */
    private static short bf16(float number) {
        int bits = Float.floatToRawIntBits(number);
        if (Float.isNaN(number)) {
            return (short) ((bits >> 16) | 0x40);
        }
        return (short) ((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
    }
}
