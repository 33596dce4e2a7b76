/**
 * What a model is likely to say, looked at from outside: the next token, the tokens of given texts,
 * and how far two states of one model are apart on them. Knows {@code model}; nothing is changed.
 * Belongs to the model's thread.
 */
@NullMarked
package dev.pke.model.watch;

import org.jspecify.annotations.NullMarked;
