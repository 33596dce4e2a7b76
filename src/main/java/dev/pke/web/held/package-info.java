/**
 * What a comparison shows beside its tests: the methods' figures on every model, what each edit
 * kept, and which neurons edits share. Knows {@code web.chart} and {@code web.seen}. Pure; any
 * thread.
 */
@NullMarked
package dev.pke.web.held;

import org.jspecify.annotations.NullMarked;
