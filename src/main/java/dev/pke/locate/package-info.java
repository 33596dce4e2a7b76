/**
 * Where the harm sits: one small class a locating method, pure functions of a model and edit
 * instances. Knows {@code model}; never sees an event. Runs on the thread that owns the model.
 */
@NullMarked
package dev.pke.locate;

import org.jspecify.annotations.NullMarked;
