/**
 * The SQLite door: events, blobs and the list of runs on disk. Knows {@code event} and {@code run}.
 * One writer thread a process; reads come from any thread.
 */
@NullMarked
package dev.pke.store;

import org.jspecify.annotations.NullMarked;
