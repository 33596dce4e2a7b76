package dev.pke.model.weights;

import ai.djl.ndarray.NDArray;

import dev.pke.model.torch.Kernels;

/**
 * oneDNN's own layout, in panels of 64 rows of the matrix.
 *
 * <p>oneDNN lays a matrix out for a number of input rows that it is told, and ours is told one
 * (product-onednn.py) whatever the inputs will be. Told one, it was the fastest at every number of
 * rows that was tried; told 16, products with more inputs than outputs ran at 177 instead of 223
 * GFLOP/s (experiments/bench). One layout for all also means one more copy of the weights and not
 * several.
 *
 * <p>Its last panel is partial where rows are no multiple of 64. There oneDNN's f32 kernels have
 * been wrong on an AVX-512 CPU (off by 1.1 in a logit of GPT-2's 50,257 rows), so {@link
 * PackingTrial} decides, and padding is tried where it finds a fault.
 */
enum Panels implements Packer {
    /**
     * Of the rows there are: where they are no multiple of 64, f32 is wrong on some AVX-512 CPUs.
     */
    UNPADDED(1),
    /** With rows of zeros up to a multiple of 64, so that no panel is partial. */
    PADDED(64);

    private final int multiple;

    Panels(int multiple) {
        this.multiple = multiple;
    }

    @Override
    public String word() {
        return this == PADDED ? "padded" : "packed";
    }

    @Override
    public NDArray pack(Kernels kernels, NDArray matrix) {
        return kernels.tensors().pack(matrix, multiple);
    }
}
