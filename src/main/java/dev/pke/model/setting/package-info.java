/**
 * A method's hyperparameters by name, and what each may be. Knows {@code fault}. Immutable; any
 * thread may hold them.
 */
@NullMarked
package dev.pke.model.setting;

import org.jspecify.annotations.NullMarked;
