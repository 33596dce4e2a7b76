/**
 * The command line: one small class a verb. Knows every room and wires them. Runs on the main
 * thread.
 */
@NullMarked
package dev.pke.cli;

import org.jspecify.annotations.NullMarked;
