/**
 * The facts of one run in memory, in order: a million edit steps are columns of numbers, all else
 * is held as it was decoded. Immutable; any thread.
 */
@NullMarked
package dev.pke.run.facts;

import org.jspecify.annotations.NullMarked;
