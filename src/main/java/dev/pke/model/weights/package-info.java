/**
 * A model's matrices in memory: read, placed, packed, patched, changed and written. Knows {@code
 * model.architecture}, {@code model.checkpoint} and {@code model.torch}. Belongs to the thread that
 * owns the model.
 */
@NullMarked
package dev.pke.model.weights;

import org.jspecify.annotations.NullMarked;
