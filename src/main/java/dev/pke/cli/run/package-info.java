/**
 * The verbs that start, resume, replay, tune and serve runs. Knows every room. Runs on the main
 * thread.
 */
@NullMarked
package dev.pke.cli.run;

import org.jspecify.annotations.NullMarked;
