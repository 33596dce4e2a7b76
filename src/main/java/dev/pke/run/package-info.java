/**
 * What a run is: its events, its state as a fold over them, and the read models. Knows {@code
 * event} and Jackson, never DJL, jOOQ or Vert.x. Values are immutable, so any thread may hold them.
 */
@NullMarked
package dev.pke.run;

import org.jspecify.annotations.NullMarked;
