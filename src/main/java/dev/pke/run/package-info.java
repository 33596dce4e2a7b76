/**
 * What a run is: its events, its state as a fold over them, and what can be known of it: the view
 * of one run and its line in the list of all. Knows {@code event} and Jackson, never DJL, jOOQ or
 * Vert.x. Values are immutable, so any thread may hold them.
 */
@NullMarked
package dev.pke.run;

import org.jspecify.annotations.NullMarked;
