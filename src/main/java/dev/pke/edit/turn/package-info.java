/** Edits one after the other. Pure but for the model, which is left as it was. */
@NullMarked
package dev.pke.edit.turn;

import org.jspecify.annotations.NullMarked;
