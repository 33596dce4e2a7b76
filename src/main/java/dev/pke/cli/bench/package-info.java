/** The verbs that measure and check. Knows every room. Runs on the main thread. */
@NullMarked
package dev.pke.cli.bench;

import org.jspecify.annotations.NullMarked;
