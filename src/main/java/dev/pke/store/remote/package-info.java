/**
 * A run's record at a server elsewhere, through its API: what a worker has that may not enter the
 * store. Knows {@code event} and {@code store}. Any thread.
 */
@NullMarked
package dev.pke.store.remote;

import org.jspecify.annotations.NullMarked;
