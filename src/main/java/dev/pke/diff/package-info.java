/**
 * Two checkpoints compared to the bit, and a checkpoint edited or restored from the record. Knows
 * {@code model}, {@code run}, {@code event}, and, to open what the record holds, {@code store} and
 * {@code audit}. Tensors may be read from any thread.
 */
@NullMarked
package dev.pke.diff;

import org.jspecify.annotations.NullMarked;
