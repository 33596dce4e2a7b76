/**
 * What a model's weights move down: named terms of a loss over texts, and the gradients they add
 * up. Knows {@code model}; locators try edits by it, editors make them. Belongs to the model's
 * thread.
 */
@NullMarked
package dev.pke.model.descent;

import org.jspecify.annotations.NullMarked;
