/**
 * What is computed of a model's inside while its weights stay: keys of its memories, states of its
 * stream, probes through them. Knows {@code model} and its other parts. Belongs to the model's
 * thread.
 */
@NullMarked
package dev.pke.model.inside;

import org.jspecify.annotations.NullMarked;
