package dev.pke.model.weights;

import ai.djl.ndarray.NDArray;

import dev.pke.model.torch.Kernels;

/** A layout in which oneDNN multiplies by a constant matrix faster than by its plain rows. */
interface Packer {
    /** What the record calls it. */
    String word();

    /**
     * The matrix in this layout.
     *
     * @param matrix (rows, columns)
     * @return as many rows or more; what products make of more is cut off
     */
    NDArray pack(Kernels kernels, NDArray matrix);
}
