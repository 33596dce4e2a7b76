/**
 * What a run's recorded answers come to when they are read again: what judges agree on, intervals
 * over questions. Pure functions of a {@link dev.pke.run.RunView}; any thread may call them.
 */
@NullMarked
package dev.pke.run.tally;

import org.jspecify.annotations.NullMarked;
