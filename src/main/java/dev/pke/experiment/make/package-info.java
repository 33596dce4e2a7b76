/**
 * The maker that turns lists of questions into sets in SafeEdit's form, the unsafe answers being
 * the model's own under attack, and what grows from a few instances as a run needs them. Reads the
 * lists and writes the set; no runs, no events. One thread.
 */
@NullMarked
package dev.pke.experiment.make;

import org.jspecify.annotations.NullMarked;
