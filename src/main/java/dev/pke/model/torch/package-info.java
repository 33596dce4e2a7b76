/**
 * The facade over PyTorch: TorchScript kernels, scopes of native memory, element types, the
 * optimiser. Knows DJL and {@code fault}. Native memory belongs to the thread whose scope it was
 * made in.
 */
@NullMarked
package dev.pke.model.torch;

import org.jspecify.annotations.NullMarked;
