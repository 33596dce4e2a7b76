/**
 * The words that events are made of: stages, phases, states, figures, names of streams. Knows
 * {@code fault}, {@code event} and {@code measure}. Immutable; any thread may hold them.
 */
@NullMarked
package dev.pke.run.word;

import org.jspecify.annotations.NullMarked;
