/** Runs held against each other in a terminal. Knows every room. Runs on the main thread. */
@NullMarked
package dev.pke.cli.compare;

import org.jspecify.annotations.NullMarked;
