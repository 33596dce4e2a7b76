package dev.pke.event.merkle;

import dev.pke.event.HashChain;
import dev.pke.event.Sha256;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The Merkle tree of RFC 6962, section 2.1, that keeps every complete subtree's hash (64 bytes a
 * leaf), so that the root of any earlier size and any proof is quick. Not safe for several threads.
 *
 * <p>A leaf's data is an event's 32-byte chain hash. Proofs are checked by {@link MerkleProof}.
 */
public final class MerkleTree {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final List<HashColumn> levels = new ArrayList<>();

    static byte[] leafHash(byte[] leaf) {
        return leafHash(Sha256.digest(), leaf);
    }

    /** With a digest that is nobody else's, made once: a log has millions of leaves. */
    static byte[] leafHash(MessageDigest digest, byte[] leaf) {
        digest.update(LEAF);
        return digest.digest(leaf);
    }

    static byte[] nodeHash(byte[] left, byte[] right) {
        return nodeHash(Sha256.digest(), left, right);
    }

    static byte[] nodeHash(MessageDigest digest, byte[] left, byte[] right) {
        digest.update(NODE);
        digest.update(left);
        return digest.digest(right);
    }

    /** Adds a leaf's data. */
    public void add(byte[] leaf) {
        byte[] node = leafHash(leaf);
        for (int k = 0; ; k++) {
            if (k == levels.size()) {
                levels.add(new HashColumn());
            }
            HashColumn level = levels.get(k);
            level.add(node);
            if (level.size() % 2 == 1) {
                return;
            }
            node = nodeHash(level.get(level.size() - 2), node);
        }
    }

    public long size() {
        return levels.isEmpty() ? 0 : levels.getFirst().size();
    }

    /** The root over all leaves. */
    public byte[] root() {
        return root(size());
    }

    /** The root over the first n leaves. */
    public byte[] root(long n) {
        checkSize(n);
        return n == 0 ? Sha256.digest().digest() : subtree(0, n);
    }

    /** The audit path of leaf {@code index}, from 0, in the tree of the first n leaves. */
    public List<byte[]> inclusion(long index, long n) {
        checkSize(n);
        if (index < 0 || index >= n) {
            throw new IllegalArgumentException("no leaf " + index + " in a tree of " + n);
        }
        List<byte[]> path = new ArrayList<>();
        include(path, index, 0, n);
        return path;
    }

    private void include(List<byte[]> path, long index, long start, long n) {
        if (n == 1) {
            return;
        }
        long k = split(n);
        if (index < k) {
            include(path, index, start, k);
            path.add(subtree(start + k, n - k));
        } else {
            include(path, index - k, start + k, n - k);
            path.add(subtree(start, k));
        }
    }

    /** The proof that the tree of the first m leaves is a prefix of that of the first n. */
    public List<byte[]> consistency(long m, long n) {
        checkSize(n);
        if (m < 0 || m > n) {
            throw new IllegalArgumentException("a tree of " + m + " is no prefix of one of " + n);
        }
        List<byte[]> proof = new ArrayList<>();
        if (m > 0 && m < n) {
            prove(proof, m, 0, n, m);
        }
        return proof;
    }

    /** RFC 6962's SUBPROOF; the subtree whose root the verifier has is the one over [0, whole). */
    private void prove(List<byte[]> proof, long m, long start, long n, long whole) {
        if (m == n) {
            if (start != 0 || n != whole) {
                proof.add(subtree(start, n));
            }
            return;
        }
        long k = split(n);
        if (m <= k) {
            prove(proof, m, start, k, whole);
            proof.add(subtree(start + k, n - k));
        } else {
            prove(proof, m - k, start + k, n - k, whole);
            proof.add(subtree(start, k));
        }
    }

    private byte[] subtree(long start, long n) {
        if (Long.bitCount(n) == 1 && start % n == 0) {
            return levels.get(Long.numberOfTrailingZeros(n)).get((int) (start / n));
        }
        long k = split(n);
        return nodeHash(subtree(start, k), subtree(start + k, n - k));
    }

    /** The largest power of two smaller than n. */
    private static long split(long n) {
        return Long.highestOneBit(n - 1);
    }

    private void checkSize(long n) {
        if (n < 0 || n > size()) {
            throw new IllegalArgumentException("no tree of " + n + " among " + size() + " leaves");
        }
    }

    /** A growing row of 32-byte hashes, packed in parts, so that nothing large is ever copied. */
    private static final class HashColumn {
        private static final int PART = 2_048; // hashes: 64 kB

        private final List<byte[]> parts = new ArrayList<>();
        private byte[] last = new byte[HashChain.BYTES * 16];
        private int size;

        void add(byte[] hash) {
            int end = size % PART * HashChain.BYTES;
            if (end == 0 && size > 0) {
                parts.add(last);
                last = new byte[PART * HashChain.BYTES];
            } else if (end == last.length) {
                last = Arrays.copyOf(last, 2 * last.length);
            }
            System.arraycopy(hash, 0, last, end, HashChain.BYTES);
            size = Math.incrementExact(size);
        }

        byte[] get(int index) {
            int part = index / PART;
            int start = index % PART * HashChain.BYTES;
            byte[] in = part == parts.size() ? last : parts.get(part);
            return Arrays.copyOfRange(in, start, start + HashChain.BYTES);
        }

        int size() {
            return size;
        }
    }
}
