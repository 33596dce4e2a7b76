/**
 * What a method says of itself: its card, and its hyperparameters, each with what it may be. Knows
 * {@code fault}. Immutable; any thread may hold them.
 */
@NullMarked
package dev.pke.model.setting;

import org.jspecify.annotations.NullMarked;
