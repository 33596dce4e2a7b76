package dev.pke.event.merkle;

import java.security.MessageDigest;
import java.util.List;

/** Checks RFC 6962 proofs with nothing but the proof (the algorithms of RFC 9162, section 2.1). */
public final class MerkleProof {
    private MerkleProof() {}

    /** Whether a leaf's data stands at {@code index}, from 0, of the tree of n leaves. */
    public static boolean includes(
            byte[] root, long n, byte[] leaf, long index, List<byte[]> path) {
        if (index < 0 || index >= n) {
            return false;
        }
        long here = index;
        long last = n - 1;
        byte[] node = MerkleTree.leafHash(leaf);
        for (byte[] sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((here & 1) == 1 || here == last) {
                node = MerkleTree.nodeHash(sibling, node);
                int up = Long.numberOfTrailingZeros(here);
                here >>= up;
                last >>= up;
            } else {
                node = MerkleTree.nodeHash(node, sibling);
            }
            here >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(node, root);
    }

    /** Whether the tree of m leaves is a prefix of the tree of n. */
    public static boolean isPrefix(
            byte[] rootOfM, long m, byte[] rootOfN, long n, List<byte[]> proof) {
        if (m < 0 || m > n) {
            return false;
        }
        if (m == 0 || m == n) {
            boolean same = m == n && MessageDigest.isEqual(rootOfM, rootOfN);
            boolean none = m == 0 && MessageDigest.isEqual(rootOfM, new MerkleFrontier().root());
            return proof.isEmpty() && (same || (none && n > 0));
        }
        int from = 0;
        byte[] first = rootOfM;
        if (Long.bitCount(m) != 1) {
            if (proof.isEmpty()) {
                return false;
            }
            first = proof.getFirst();
            from = 1;
        }
        int up = Long.numberOfTrailingZeros(m);
        long here = (m - 1) >> up;
        long last = (n - 1) >> up;
        byte[] small = first;
        byte[] large = first;
        for (byte[] node : proof.subList(from, proof.size())) {
            if (last == 0) {
                return false;
            }
            if ((here & 1) == 1 || here == last) {
                small = MerkleTree.nodeHash(node, small);
                large = MerkleTree.nodeHash(node, large);
                int zeros = here == 0 ? 0 : Long.numberOfTrailingZeros(here);
                here >>= zeros;
                last >>= zeros;
            } else {
                large = MerkleTree.nodeHash(large, node);
            }
            here >>= 1;
            last >>= 1;
        }
        return last == 0
                && MessageDigest.isEqual(small, rootOfM)
                && MessageDigest.isEqual(large, rootOfN);
    }
}
