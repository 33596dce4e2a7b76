package dev.pke.model.torch;

import dev.pke.fault.ModelError;

import java.nio.ByteBuffer;
import java.util.Locale;

/** The kinds of number a tensor can hold: safetensors' name, bytes an element, torch's code. */
public enum DType {
    F64(8, 7),
    F32(4, 6),
    F16(2, 5),
    BF16(2, 15),
    I64(8, 4),
    I32(4, 3),
    I16(2, 2),
    I8(1, 1),
    U8(1, 0),
    BOOL(1, 11);

    private final int bytes;
    private final int code;

    DType(int bytes, int code) {
        this.bytes = bytes;
        this.code = code;
    }

    /** Bytes an element. */
    public int bytes() {
        return bytes;
    }

    /** The value of torch's ScalarType. */
    public int code() {
        return code;
    }

    /** What kernels and plans call it, such as "f32". */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether elements are floating-point numbers. */
    public boolean isFloating() {
        return this == F64 || this == F32 || this == F16 || this == BF16;
    }

    /** The number whose bits lie at an index of a little-endian buffer, widened. */
    public double number(ByteBuffer bits, int at) {
        return switch (this) {
            case F64 -> bits.getDouble(at);
            case F32 -> bits.getFloat(at);
            case F16 -> Float.float16ToFloat(bits.getShort(at));
            case BF16 -> Float.intBitsToFloat(bits.getShort(at) << 16);
            case I64 -> bits.getLong(at);
            case I32 -> bits.getInt(at);
            case I16 -> bits.getShort(at);
            case I8 -> bits.get(at);
            case U8, BOOL -> bits.get(at) & 0xff;
        };
    }

    /** The integer kind of the same width, to compare bits by. */
    public DType bits() {
        return switch (bytes) {
            case 8 -> I64;
            case 4 -> I32;
            case 2 -> I16;
            default -> U8;
        };
    }

    /** Reads "f32", "BF16", "float16", "bfloat16", "float32". */
    public static DType parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "f32", "float32", "float" -> F32;
            case "f16", "float16", "half" -> F16;
            case "bf16", "bfloat16" -> BF16;
            case "f64", "float64", "double" -> F64;
            default -> throw new ModelError("dtype " + text + " is none of f32, bf16, f16");
        };
    }
}
