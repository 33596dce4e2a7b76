package dev.pke.model.weights;

import dev.pke.model.checkpoint.TensorInfo;
import dev.pke.model.torch.DType;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** How one tensor changes, element by element. Its arrays are shared, not copied: don't write. */
public final class Change {
    private final DType dtype;
    private final List<Long> shape;
    private final long @Nullable [] places;
    private final byte[] before;
    private final byte[] after;

    /**
     * @param places flat indices of the changed elements, ascending; null where more than a quarter
     *     changed and the whole tensor is kept
     * @param before little-endian bits of those elements before
     * @param after and after
     */
    Change(DType dtype, List<Long> shape, long @Nullable [] places, byte[] before, byte[] after) {
        long elements = places == null ? TensorInfo.elements(shape) : places.length;
        if (before.length != elements * dtype.bytes() || after.length != before.length) {
            throw new IllegalArgumentException(
                    "%d elements of %s, but %d and %d bytes"
                            .formatted(elements, dtype, before.length, after.length));
        }
        this.dtype = dtype;
        this.shape = List.copyOf(shape);
        this.places = places;
        this.before = before;
        this.after = after;
    }

    public DType dtype() {
        return dtype;
    }

    public List<Long> shape() {
        return shape;
    }

    /** Flat indices of the elements kept here, or null for all. */
    public long @Nullable [] places() {
        return places;
    }

    public byte[] before() {
        return before;
    }

    public byte[] after() {
        return after;
    }

    /** The number of elements whose bits differ. */
    public long changed() {
        if (places != null) {
            return places.length;
        }
        int width = dtype.bytes();
        long n = 0;
        for (int at = 0; at < before.length; at += width) {
            if (!Arrays.equals(before, at, at + width, after, at, at + width)) {
                n++;
            }
        }
        return n;
    }

    /** Whether every value after the change is a finite number. */
    boolean isFinite() {
        ByteBuffer now = ByteBuffer.wrap(after).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < after.length; at += dtype.bytes()) {
            if (!Double.isFinite(dtype.number(now, at))) {
                return false;
            }
        }
        return true;
    }

    /** The arithmetic size of the change: norms of after - before, in f64. */
    public Norms norms() {
        double squares = 0;
        double base = 0;
        double largest = 0;
        ByteBuffer old = ByteBuffer.wrap(before).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer now = ByteBuffer.wrap(after).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < before.length; at += dtype.bytes()) {
            double from = dtype.number(old, at);
            double difference = dtype.number(now, at) - from;
            squares += difference * difference;
            base += from * from;
            largest = Math.max(largest, Math.abs(difference));
        }
        return new Norms(Math.sqrt(squares), largest, Math.sqrt(squares) / Math.sqrt(base));
    }

    /**
     * How far a change goes.
     *
     * @param l2 Euclidean norm of the difference
     * @param largest its largest absolute element
     * @param relative l2 over the norm of the same elements before
     */
    public record Norms(double l2, double largest, double relative) {}
}
