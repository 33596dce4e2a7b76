/**
 * What may be said of two arms of a comparison: tests on the same prompts, and several runs as one.
 * Knows {@code run} and {@code measure}, nothing of pages. Immutable; any thread.
 */
@NullMarked
package dev.pke.web.paired;

import org.jspecify.annotations.NullMarked;
