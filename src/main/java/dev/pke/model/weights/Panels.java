package dev.pke.model.weights;

import ai.djl.ndarray.NDArray;

import dev.pke.model.torch.Script;

/** oneDNN's own layout, in panels of 64 rows. */
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
    public NDArray pack(Script kernels, NDArray matrix) {
        return kernels.frozen("pack", matrix, multiple);
    }
}
