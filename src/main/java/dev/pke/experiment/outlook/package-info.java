/**
 * What a plan would meet and cost, told before it is run: nothing is recorded and no weight moves.
 * Knows the plan, the data it names and the model. Runs on the calling thread.
 */
@NullMarked
package dev.pke.experiment.outlook;

import org.jspecify.annotations.NullMarked;
