/**
 * The pages that say what an edit changed: two models to the single value, one neuron, one blob.
 * Knows {@code web.chart}, {@code web.seen} and what {@code diff} reads from the record; never
 * weights. Pure but for the blobs; any thread.
 */
@NullMarked
package dev.pke.web.diff;

import org.jspecify.annotations.NullMarked;
