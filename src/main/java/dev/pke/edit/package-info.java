/**
 * What to change: one small class an editing method, each from a model to a delta, the model left
 * as found. Knows {@code model}; never sees an event. Runs on the thread that owns the model.
 */
@NullMarked
package dev.pke.edit;

import org.jspecify.annotations.NullMarked;
