/**
 * What an answer is worth: one small class a judge, and the registry that names them. Knows {@code
 * data}, {@code measure} and {@code model}; never sees an event. Judges are pure and may run on any
 * thread.
 */
@NullMarked
package dev.pke.judge;

import org.jspecify.annotations.NullMarked;
