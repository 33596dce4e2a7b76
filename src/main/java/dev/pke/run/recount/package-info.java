/** Figures counted again from what is recorded: what both verifiers hold a record to. */
@NullMarked
package dev.pke.run.recount;

import org.jspecify.annotations.NullMarked;
