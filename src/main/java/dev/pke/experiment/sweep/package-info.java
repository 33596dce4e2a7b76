/**
 * Many runs as one experiment: the grid of a plan with some keys varied, what the record already
 * holds of it, and the choice among settings. Pure but for the event store that it is given; any
 * thread may call it.
 */
@NullMarked
package dev.pke.experiment.sweep;

import org.jspecify.annotations.NullMarked;
