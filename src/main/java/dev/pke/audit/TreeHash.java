package dev.pke.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The verifier's own RFC 6962 tree: the right edge as complete subtrees, largest first. Subtrees
 * may be made apart (each on its own thread) and joined here. Not safe for several threads.
 */
final class TreeHash {
    private static final int HASH = 32;
    private final MessageDigest sha = sha256();
    private final byte[] leaf = new byte[1 + HASH];
    private final byte[] node = new byte[1 + 2 * HASH];
    private final List<byte[]> edge = new ArrayList<>();
    private final List<Integer> heights = new ArrayList<>();
    private long size;

    TreeHash() {
        node[0] = 1;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    long size() {
        return size;
    }

    /** Adds one leaf of 32 bytes. */
    void add(byte[] data) {
        System.arraycopy(data, 0, leaf, 1, HASH);
        join(sha.digest(leaf), 0);
    }

    /** Adds what another tree holds: its size must fit behind a tree of this size. */
    void addAll(TreeHash later) {
        for (int i = 0; i < later.edge.size(); i++) {
            int height = later.heights.get(i);
            if ((size & ((1L << height) - 1)) != 0) {
                throw new IllegalArgumentException(
                        "a subtree of height " + height + " can't stand at leaf " + size);
            }
            join(later.edge.get(i), height);
        }
    }

    private void join(byte[] hash, int height) {
        byte[] up = hash;
        int at = height;
        while (!edge.isEmpty() && heights.getLast() == at) {
            up = parent(edge.removeLast(), up);
            heights.removeLast();
            at++;
        }
        edge.add(up);
        heights.add(at);
        size += 1L << height;
    }

    /** The root: of no leaves, the SHA-256 of nothing. */
    byte[] root() {
        if (edge.isEmpty()) {
            return sha.digest();
        }
        byte[] root = edge.getLast();
        for (int i = edge.size() - 2; i >= 0; i--) {
            root = parent(edge.get(i), root);
        }
        return root.clone();
    }

    private byte[] parent(byte[] left, byte[] right) {
        System.arraycopy(left, 0, node, 1, HASH);
        System.arraycopy(right, 0, node, 1 + HASH, HASH);
        return sha.digest(node);
    }
}
