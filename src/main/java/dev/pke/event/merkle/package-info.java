/**
 * The Merkle tree of RFC 6962 over the log's hashes: its root, and proofs that an event lies in it
 * and that one head continues another. Knows {@code event}'s SHA-256 and the JDK alone. Trees and
 * frontiers belong to one thread.
 */
@NullMarked
package dev.pke.event.merkle;

import org.jspecify.annotations.NullMarked;
