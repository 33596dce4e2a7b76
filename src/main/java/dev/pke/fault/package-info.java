/**
 * What every room throws at a person: one line that says what is wrong, where, and what would be
 * right; and {@link dev.pke.fault.Fields}, which reads a person's JSON and throws such lines. Knows
 * the JDK and Jackson alone. Immutable; any thread may use it.
 */
@NullMarked
package dev.pke.fault;

import org.jspecify.annotations.NullMarked;
