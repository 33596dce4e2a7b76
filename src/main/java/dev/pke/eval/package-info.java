/**
 * What an edit did: the metrics of an evaluation from its judged answers. Knows {@code data},
 * {@code judge}, {@code measure} and {@code model}; never sees an event. Pure; any thread may call
 * it.
 */
@NullMarked
package dev.pke.eval;

import org.jspecify.annotations.NullMarked;
