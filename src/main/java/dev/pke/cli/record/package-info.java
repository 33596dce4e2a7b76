/**
 * The verbs that read, prove, carry and annotate the record. Knows every room. Runs on the main
 * thread.
 */
@NullMarked
package dev.pke.cli.record;

import org.jspecify.annotations.NullMarked;
