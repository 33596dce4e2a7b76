/** Editors that learn how to edit before they do. Pure: the model is left as it was. */
@NullMarked
package dev.pke.edit.learn;

import org.jspecify.annotations.NullMarked;
