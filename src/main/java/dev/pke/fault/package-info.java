/**
 * What every room throws at a person: one line that says what is wrong, where, and what would be
 * right. Knows the JDK alone. Immutable; any thread may throw one.
 */
@NullMarked
package dev.pke.fault;

import org.jspecify.annotations.NullMarked;
