/**
 * One small class a family of models: what its config means and where its matrices lie. Knows
 * {@code model.checkpoint}, {@code model.torch} and {@code fault}. Immutable; any thread may ask.
 */
@NullMarked
package dev.pke.model.architecture;

import org.jspecify.annotations.NullMarked;
