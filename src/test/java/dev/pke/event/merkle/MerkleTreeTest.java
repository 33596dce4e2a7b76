package dev.pke.event.merkle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

class MerkleTreeTest {
    private static final HexFormat HEX = HexFormat.of();

    /** The inputs and roots of Certificate Transparency's own reference tests. */
    private static final String[] LEAVES = {
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f"
    };

    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void rootsAreThoseOfCertificateTransparency(int n, String root) {
        MerkleTree tree = new MerkleTree();
        MerkleFrontier frontier = new MerkleFrontier();
        for (int i = 0; i < n; i++) {
            tree.add(HEX.parseHex(LEAVES[i]));
            frontier.add(HEX.parseHex(LEAVES[i]));
        }
        assertEquals(root, HEX.formatHex(tree.root()));
        assertEquals(root, HEX.formatHex(frontier.root()));
    }

    @Test
    void aTreeOfSeveralPartsHasTheRootsOfItsFrontierAtEverySize() {
        MerkleTree tree = tree(4_200); // two parts of 2,048 hashes, and some
        MerkleFrontier frontier = new MerkleFrontier();
        for (int i = 0; i < 4_200; i++) {
            frontier.add(leaf(i));
            assertArrayEquals(frontier.root(), tree.root(i + 1));
        }
        for (int at : new int[] {0, 2_047, 2_048, 4_095, 4_096, 4_199}) {
            assertTrue(
                    MerkleProof.includes(
                            tree.root(), 4_200, leaf(at), at, tree.inclusion(at, 4_200)));
        }
    }

    private static byte[] leaf(int i) {
        return new byte[] {(byte) i, (byte) (i >> 8), 42};
    }

    private static MerkleTree tree(int n) {
        MerkleTree tree = new MerkleTree();
        for (int i = 0; i < n; i++) {
            tree.add(leaf(i));
        }
        return tree;
    }

    @Test
    void everyLeafOfEverySizeIsProvenAndNoOtherLeafIs() {
        int most = 70;
        MerkleTree tree = tree(most);
        for (int n = 1; n <= most; n++) {
            byte[] root = tree.root(n);
            for (int i = 0; i < n; i++) {
                List<byte[]> path = tree.inclusion(i, n);
                assertTrue(MerkleProof.includes(root, n, leaf(i), i, path));
                assertFalse(MerkleProof.includes(root, n, leaf(i + 1), i, path));
                assertFalse(MerkleProof.includes(root, n, leaf(i), n, path));
                if (n > 1) {
                    int other = (i + 1) % n;
                    assertFalse(MerkleProof.includes(root, n, leaf(i), other, path));
                    assertFalse(MerkleProof.includes(root, n, leaf(i), i, changed(path)));
                    List<byte[]> shorter = path.subList(0, path.size() - 1);
                    assertFalse(MerkleProof.includes(root, n, leaf(i), i, shorter));
                }
            }
        }
    }

    @Test
    void everyPrefixIsProvenAndNoForkIs() {
        int most = 70;
        MerkleTree tree = tree(most);
        MerkleTree fork = new MerkleTree();
        fork.add(leaf(999));
        for (int i = 1; i < most; i++) {
            fork.add(leaf(i));
        }
        for (int n = 1; n <= most; n++) {
            byte[] root = tree.root(n);
            for (int m = 1; m <= n; m++) {
                byte[] before = tree.root(m);
                List<byte[]> proof = tree.consistency(m, n);
                assertTrue(MerkleProof.isPrefix(before, m, root, n, proof));
                assertFalse(MerkleProof.isPrefix(fork.root(m), m, root, n, proof));
                assertFalse(MerkleProof.isPrefix(before, m, fork.root(n), n, proof));
                if (m < n) {
                    assertFalse(MerkleProof.isPrefix(before, m, root, n, changed(proof)));
                    List<byte[]> longer = new ArrayList<>(proof);
                    longer.add(leaf(0));
                    assertFalse(MerkleProof.isPrefix(before, m, root, n, longer));
                }
            }
            assertTrue(MerkleProof.isPrefix(tree.root(0), 0, root, n, List.of()));
        }
    }

    private static List<byte[]> changed(List<byte[]> path) {
        List<byte[]> copy = new ArrayList<>(path);
        byte[] first = copy.getFirst().clone();
        first[0] ^= 1;
        copy.set(0, first);
        return copy;
    }

    @Test
    void earlierRootsStayKnownAndTheFrontierAgrees() {
        MerkleTree tree = tree(300);
        MerkleFrontier frontier = new MerkleFrontier();
        for (int n = 0; n <= 300; n++) {
            assertArrayEquals(tree.root(n), frontier.root());
            frontier.add(leaf(n));
        }
        assertThrows(IllegalArgumentException.class, () -> tree.root(301));
        assertThrows(IllegalArgumentException.class, () -> tree.inclusion(300, 300));
        assertThrows(IllegalArgumentException.class, () -> tree.consistency(3, 2));
    }
}
