/**
 * What an edit did inside a model, said from the model and the delta alone. Knows {@code model} and
 * {@code run}, and no other part of {@code experiment}. Belongs to the model's thread.
 */
@NullMarked
package dev.pke.experiment.mechanism;

import org.jspecify.annotations.NullMarked;
