/**
 * The verbs that run many plans as one experiment. Know {@code cli.run} and {@code cli.record}; one
 * thread each.
 */
@NullMarked
package dev.pke.cli.sweep;

import org.jspecify.annotations.NullMarked;
