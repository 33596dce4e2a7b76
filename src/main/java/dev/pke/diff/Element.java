package dev.pke.diff;

import dev.pke.model.torch.DType;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** How one kind of element is read from bytes: its bits, and the number they stand for. */
final class Element {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private final DType dtype;

    Element(DType dtype) {
        this.dtype = dtype;
    }

    /** The bits of the element at {@code index}, zero-extended. */
    long bits(MemorySegment bytes, long index) {
        return switch (dtype.bytes()) {
            case 8 -> bytes.get(LONG, index * 8);
            case 4 -> bytes.get(INT, index * 4) & 0xffffffffL;
            case 2 -> bytes.get(SHORT, index * 2) & 0xffffL;
            default -> bytes.get(ValueLayout.JAVA_BYTE, index) & 0xffL;
        };
    }

    /** The number that bits stand for; integers beyond 2^53 are rounded. */
    double value(long bits) {
        return switch (dtype) {
            case F64 -> Double.longBitsToDouble(bits);
            case F32 -> Float.intBitsToFloat((int) bits);
            case F16 -> Float.float16ToFloat((short) bits);
            case BF16 -> Float.intBitsToFloat((int) bits << 16);
            case I64 -> bits;
            case I32 -> (int) bits;
            case I16 -> (short) bits;
            case I8 -> (byte) bits;
            case U8, BOOL -> bits;
        };
    }

    /** How many representable numbers lie from one to the other; both must not be NaN. */
    long steps(long oldBits, long newBits) {
        return Math.abs(rank(oldBits) - rank(newBits));
    }

    private long rank(long bits) {
        if (!dtype.isFloating()) {
            return (long) value(bits);
        }
        long sign = 1L << (dtype.bytes() * 8 - 1);
        return (bits & sign) == 0 ? bits : -(bits ^ sign);
    }
}
