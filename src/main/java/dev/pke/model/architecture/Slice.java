package dev.pke.model.architecture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

import dev.pke.model.torch.Kernels;

/**
 * A part of a tensor as a view: all of it or some rows of a fused one, as stored or transposed.
 *
 * @param turn whether the file has it the other way round, as (in, out)
 * @param from the first row
 * @param count rows, or 0 for all
 * @param whole rows of the fused tensor
 */
public record Slice(Turn turn, int from, int count, int whole) {
    enum Turn {
        STORED,
        TURNED
    }

    static final Slice ALL = new Slice(Turn.STORED, 0, 0, 0);
    static final Slice TURNED = new Slice(Turn.TURNED, 0, 0, 0);

    static Slice rows(int from, int count, int whole) {
        return new Slice(Turn.STORED, from, count, whole);
    }

    Slice turned() {
        return new Slice(Turn.TURNED, from, count, whole);
    }

    public boolean isTurned() {
        return turn == Turn.TURNED;
    }

    /** The view; changing it changes the tensor, and gradients pass through it. */
    public NDArray of(Kernels kernels, NDArray tensor) {
        NDArray seen = isTurned() ? kernels.tensors().turned(tensor) : tensor;
        return count == 0 ? seen : kernels.tensors().rows(seen, from, count);
    }

    /** The file's shape of a tensor of which a part is seen in a shape. */
    Shape stored(Shape seen) {
        long[] sizes = seen.getShape().clone();
        sizes[0] = count == 0 ? sizes[0] : whole;
        return sizes.length == 2 && isTurned() ? new Shape(sizes[1], sizes[0]) : new Shape(sizes);
    }
}
