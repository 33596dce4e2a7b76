/**
 * What an edit did: data, judges and metrics. Knows {@code model}; never sees an event. Metrics and
 * judges are pure and may run on any thread.
 */
@NullMarked
package dev.pke.eval;

import org.jspecify.annotations.NullMarked;
