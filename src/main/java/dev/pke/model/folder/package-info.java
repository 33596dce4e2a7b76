/**
 * A model's folder before any tensor is read: where it lies, whether config and files fit each
 * other, and what the folder rules of answers. Knows {@code model.architecture}, {@code
 * model.checkpoint} and {@code model.torch}.
 */
@NullMarked
package dev.pke.model.folder;

import org.jspecify.annotations.NullMarked;
