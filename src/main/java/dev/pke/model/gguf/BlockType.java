package dev.pke.model.gguf;

import dev.pke.model.torch.DType;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The ways a GGUF file stores numbers that can be read here: the file's code, the numbers of a
 * block and its bytes, and how a block becomes numbers. Bits equal to those of the {@code gguf}
 * package's own dequantiser.
 */
enum BlockType {
    F32(0, 1, 4, (in, at, out, to) -> out[to] = in.getFloat(at)),
    F16(1, 1, 2, (in, at, out, to) -> out[to] = Float.float16ToFloat(in.getShort(at))),
    BF16(30, 1, 2, (in, at, out, to) -> out[to] = Float.intBitsToFloat(in.getShort(at) << 16)),
    Q4_0(2, 32, 18, Blocks::q40),
    Q4_1(3, 32, 20, Blocks::q41),
    Q5_0(6, 32, 22, Blocks::q50),
    Q5_1(7, 32, 24, Blocks::q51),
    Q8_0(8, 32, 34, Blocks::q80),
    Q2_K(10, 256, 84, SuperBlocks::q2),
    Q3_K(11, 256, 110, SuperBlocks::q3),
    Q4_K(12, 256, 144, SuperBlocks::q4),
    Q5_K(13, 256, 176, SuperBlocks::q5),
    Q6_K(14, 256, 210, SuperBlocks::q6);

    /** What other codes mean, to name them in a refusal. */
    private static final List<String> NAMES =
            List.of(
                    "F32",
                    "F16",
                    "Q4_0",
                    "Q4_1",
                    "Q4_2",
                    "Q4_3",
                    "Q5_0",
                    "Q5_1",
                    "Q8_0",
                    "Q8_1",
                    "Q2_K",
                    "Q3_K",
                    "Q4_K",
                    "Q5_K",
                    "Q6_K",
                    "Q8_K",
                    "IQ2_XXS",
                    "IQ2_XS",
                    "IQ3_XXS",
                    "IQ1_S",
                    "IQ4_NL",
                    "IQ3_S",
                    "IQ2_S",
                    "IQ4_XS",
                    "I8",
                    "I16",
                    "I32",
                    "I64",
                    "F64",
                    "IQ1_M",
                    "BF16",
                    "Q4_0_4_4",
                    "Q4_0_4_8",
                    "Q4_0_8_8",
                    "TQ1_0",
                    "TQ2_0");

    /** Turns the block at a byte into numbers from an index on. */
    interface Reading {
        void read(ByteBuffer in, int at, float[] out, int to);
    }

    private final int code;
    private final int size;
    private final int bytes;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Reading reading;

    BlockType(int code, int size, int bytes, Reading reading) {
        this.code = code;
        this.size = size;
        this.bytes = bytes;
        this.reading = reading;
    }

    /** The type of that code, or null where it can't be read here. */
    static @Nullable BlockType of(long code) {
        return Arrays.stream(values()).filter(t -> t.code == code).findFirst().orElse(null);
    }

    static String name(long code) {
        return code >= 0 && code < NAMES.size() ? NAMES.get((int) code) : "type " + code;
    }

    static String supported() {
        return Arrays.stream(values()).map(BlockType::name).collect(Collectors.joining(", "));
    }

    /** Numbers of a block. */
    int size() {
        return size;
    }

    /** Bytes of a block. */
    int bytes() {
        return bytes;
    }

    /** The kind of number it is stored as; quantised ones become f32. */
    DType dtype() {
        return switch (this) {
            case F16 -> DType.F16;
            case BF16 -> DType.BF16;
            default -> DType.F32;
        };
    }

    boolean isQuantised() {
        return size > 1;
    }

    /** Turns whole blocks into numbers. */
    float[] read(ByteBuffer in) {
        float[] out = new float[in.remaining() / bytes * size];
        for (int block = 0; block < out.length / size; block++) {
            reading.read(in, in.position() + block * bytes, out, block * size);
        }
        return out;
    }
}
