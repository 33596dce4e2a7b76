/**
 * A causal language model on the PyTorch engine of DJL, its mathematics as TorchScript kernels, and
 * the words every method shares. Knows DJL and {@code fault}. A model belongs to one thread at a
 * time: it holds native memory and PyTorch's gradient mode is per thread.
 */
@NullMarked
package dev.pke.model;

import org.jspecify.annotations.NullMarked;
