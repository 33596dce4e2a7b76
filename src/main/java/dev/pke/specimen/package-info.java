/**
 * The invented worlds: their design, their corpus and the small models trained on them. Knows
 * {@code experiment} and what that may know. Training runs on the thread that owns the model.
 */
@NullMarked
package dev.pke.specimen;

import org.jspecify.annotations.NullMarked;
