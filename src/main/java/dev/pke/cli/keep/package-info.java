/** Verbs that keep a record: copies of it, what is put away or erased, and who did what. */
@NullMarked
package dev.pke.cli.keep;

import org.jspecify.annotations.NullMarked;
