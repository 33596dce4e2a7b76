/**
 * The record in forms other tools read: CSV, CloudEvents, the diff as text. Knows {@code run},
 * {@code event} and {@code diff}. Pure functions of what they are given; any thread may call them.
 */
@NullMarked
package dev.pke.export;

import org.jspecify.annotations.NullMarked;
