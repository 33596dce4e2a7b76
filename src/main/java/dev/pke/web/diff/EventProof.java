package dev.pke.web.diff;

import dev.pke.event.Recorded;
import dev.pke.event.merkle.MerkleProof;
import dev.pke.web.seen.ChainWatch;

import java.util.HexFormat;
import java.util.List;

/**
 * An event that a page rests on, and the Merkle path that proves it stands in the record.
 *
 * @param what it says, in words
 * @param path from the leaf to the root; empty where it is on the event's own page
 */
public record EventProof(
        String what,
        long position,
        String href,
        String hash,
        List<String> path,
        long size,
        String root,
        boolean holds) {
    /** An event of ours with its proof. */
    public static EventProof of(String what, Recorded event, String href, ChainWatch.Proof proof) {
        HexFormat hex = HexFormat.of();
        return new EventProof(
                what,
                event.position(),
                href,
                event.hashHex(),
                proof.path().stream().map(hex::formatHex).toList(),
                proof.size(),
                hex.formatHex(proof.root()),
                MerkleProof.includes(
                        proof.root(),
                        proof.size(),
                        event.hash(),
                        event.position() - 1,
                        proof.path()));
    }

    /** An event whose proof is on its own page. */
    public static EventProof elsewhere(String what, long position, String href) {
        return new EventProof(what, position, href, "", List.of(), 0, "", false);
    }

    public boolean isHere() {
        return !hash.isEmpty();
    }
}
