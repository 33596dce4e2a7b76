package dev.pke.event.merkle;

import dev.pke.event.Sha256;

import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The right edge of an RFC 6962 tree: the roots of its complete subtrees, largest first. Enough to
 * add leaves and know the root, with log2(n) hashes of memory. One thread.
 */
public final class MerkleFrontier {
    private final MessageDigest digest = Sha256.digest();
    private final Deque<byte[]> peaks = new ArrayDeque<>();
    private long size;

    /** Adds a leaf's data. */
    public void add(byte[] leaf) {
        byte[] node = MerkleTree.leafHash(digest, leaf);
        for (long full = size; (full & 1) == 1; full >>= 1) {
            node = MerkleTree.nodeHash(digest, peaks.removeLast(), node);
        }
        peaks.addLast(node);
        size++;
    }

    public long size() {
        return size;
    }

    /** The root over all leaves so far; of no leaves, the SHA-256 of nothing. */
    public byte[] root() {
        if (peaks.isEmpty()) {
            return Sha256.digest().digest();
        }
        var smallestFirst = peaks.descendingIterator();
        byte[] root = smallestFirst.next();
        while (smallestFirst.hasNext()) {
            root = MerkleTree.nodeHash(smallestFirst.next(), root);
        }
        return root.clone();
    }
}
