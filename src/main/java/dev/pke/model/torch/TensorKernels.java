package dev.pke.model.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import java.util.Map;

/**
 * Kernels on bare tensors: bits, casts, files (memory.py), equations (solve.py), packing
 * (product.py, trial.py).
 */
public final class TensorKernels {
    private final Script script;

    TensorKernels(Script script) {
        this.script = script;
    }

    /** The first {@code count} elements of a file, mapped; records no gradient. */
    public NDArray mapFile(String path, long count, DType kind) {
        return script.frozen("map_file", path, count, kind.code());
    }

    /** A view of a flat tensor from an element on; records no gradient. */
    public NDArray part(NDArray x, long start, long... shape) {
        return script.frozen("part", x, start, shape);
    }

    /** A view of some rows. */
    public NDArray rows(NDArray x, long start, long length) {
        return script.call("rows", x, start, length);
    }

    /** A view of a matrix turned over. */
    public NDArray turned(NDArray x) {
        return script.call("turned", x);
    }

    /** Arrays below each other; records no gradient. */
    public NDArray joined(NDList arrays) {
        return script.frozen("joined", arrays);
    }

    /** All elements as one row on the CPU, in memory as a file has them; records no gradient. */
    public NDArray row(NDArray x) {
        return script.frozen("row", x);
    }

    /** A copy of the bits as another kind of element; records no gradient. */
    public NDArray reread(NDArray x, DType kind, long... shape) {
        return script.frozen("reread", x, kind.code(), shape);
    }

    /** The same numbers in another kind; records no gradient. */
    public NDArray cast(NDArray x, DType kind) {
        return script.frozen("cast", x, kind.code());
    }

    /** A copy of its own that requires a gradient. */
    public NDArray leaf(NDArray x, DType kind) {
        return script.call("leaf", x, kind.code());
    }

    /** A copy; records no gradient. */
    public NDArray copy(NDArray x) {
        return script.frozen("copy", x);
    }

    /** X of A X = B, solved in f64, as f32; records no gradient. */
    public NDArray solved(NDArray a, NDArray b) {
        return script.frozen("solved", a, b);
    }

    /** Overwrites the target's elements, rounded to its kind. */
    public void put(NDArray target, NDArray source) {
        script.frozen("put", target, source);
    }

    /** A copy of some columns (int64) of a matrix; records no gradient. */
    public NDArray columns(NDArray x, NDArray at) {
        return script.frozen("columns", x, at);
    }

    /** Overwrites some columns of a matrix. */
    public void putColumns(NDArray target, NDArray at, NDArray values) {
        script.frozen("put_columns", target, at, values);
    }

    /** Where the bits of two tensors of a kind differ, flat bools; records no gradient. */
    public NDArray differs(NDArray a, NDArray b, DType kind) {
        return script.frozen("differs", a, b, kind.bits().code());
    }

    /** Flat positions (int64) of what is true; records no gradient. */
    public NDArray placesOf(NDArray x) {
        return script.frozen("places_of", x);
    }

    /** Elements at flat positions; records no gradient. */
    public NDArray take(NDArray x, NDArray at) {
        return script.frozen("take", x, at);
    }

    /** Overwrites elements at flat positions. */
    public void putAt(NDArray x, NDArray at, NDArray values) {
        script.frozen("put_at", x, at, values);
    }

    /** Reads one element in {@code every}; records no gradient. */
    public NDArray touch(NDArray x, int every) {
        return script.frozen("touch", x, every);
    }

    /** The same numbers on a device named as torch names it; records no gradient. */
    public NDArray place(NDArray x, String device) {
        return script.frozen("place", x, device);
    }

    /** A matrix in oneDNN's layout, rows of zeros filling the last {@code multiple} of rows. */
    public NDArray pack(NDArray matrix, int multiple) {
        return script.frozen("pack", matrix, multiple);
    }

    /** An empty tensor whose sizes say how many rows a matrix has, and for how many of x. */
    public NDArray sizes(NDArray matrix, int most) {
        return script.frozen("sizes", matrix, most);
    }

    /** Numbers (n) repeated to a matrix. */
    public NDArray tiled(NDArray numbers, long rows, long columns, DType kind) {
        return script.call("tiled", numbers, rows, columns, kind.code());
    }

    /**
     * How far products with a packed matrix lie from the plain ones at worst.
     *
     * @param packed holds the matrix as {@code w.packed} and {@code w.sizes}
     * @param share of a plain number that is allowed, and taken off
     */
    public NDArray apartFromPlain(
            NDArray x, NDArray matrix, Map<String, NDArray> packed, double share) {
        return script.call("apart_from_plain", x, matrix, packed, share);
    }
}
