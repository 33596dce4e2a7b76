/**
 * The golden cases: our numbers held against the reference implementations'. Knows every room but
 * {@code web} and {@code cli}. Runs on the thread that owns the model.
 */
@NullMarked
package dev.pke.conformance;

import org.jspecify.annotations.NullMarked;
