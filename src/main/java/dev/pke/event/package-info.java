/**
 * The event-sourcing kernel: an append-only store, its hash chain and Merkle tree, and
 * content-addressed blobs. Knows the JDK and {@code fault}. Everything here may be called from any
 * thread unless its own comment says otherwise.
 */
@NullMarked
package dev.pke.event;

import org.jspecify.annotations.NullMarked;
