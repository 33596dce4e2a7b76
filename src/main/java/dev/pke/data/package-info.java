/**
 * Where prompts and answers come from: SafeEdit, benign sets, and what an evaluation asks of them.
 * Knows {@code model} and {@code fault}; a door for files. Values are immutable, so any thread may
 * hold them.
 */
@NullMarked
package dev.pke.data;

import org.jspecify.annotations.NullMarked;
