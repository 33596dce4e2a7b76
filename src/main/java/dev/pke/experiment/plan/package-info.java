/**
 * A plan as written in a file: its keys, their ranges, and the data it pins. Knows no other part of
 * {@code experiment}. Immutable once read; any thread may hold it.
 */
@NullMarked
package dev.pke.experiment.plan;

import org.jspecify.annotations.NullMarked;
