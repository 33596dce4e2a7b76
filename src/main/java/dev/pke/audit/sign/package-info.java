/**
 * Heads of a log and who stands for them: keys, signed notes, witnesses. Knows {@code fault} and
 * {@code event}. Immutable; any thread may check one.
 */
@NullMarked
package dev.pke.audit.sign;

import org.jspecify.annotations.NullMarked;
