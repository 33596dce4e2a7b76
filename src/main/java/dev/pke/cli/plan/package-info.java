/** The verbs around plans. Knows every room. Runs on the main thread. */
@NullMarked
package dev.pke.cli.plan;

import org.jspecify.annotations.NullMarked;
