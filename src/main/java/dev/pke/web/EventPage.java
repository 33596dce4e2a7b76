package dev.pke.web;

import dev.pke.event.MerkleProof;
import dev.pke.event.Recorded;
import dev.pke.run.PromptAnswered;
import dev.pke.run.RunEventCodec;
import dev.pke.run.Streams;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** One event, the text that is hashed, and the proof that it stands in the record. */
public record EventPage(
        long position,
        String type,
        String stream,
        long version,
        String at,
        String eventId,
        String run,
        boolean covered,
        List<VisibleText.Piece> pretty,
        List<VisibleText.Piece> canonical,
        String previousHash,
        String hash,
        long treeSize,
        String root,
        List<String> path,
        boolean proven,
        boolean chained) {

    static EventPage of(Recorded event, byte[] previous, Shelf.Proof proof, boolean chained) {
        HexFormat hex = HexFormat.of();
        String run = Streams.runOf(event.stream());
        List<String> path = new ArrayList<>();
        proof.path().forEach(node -> path.add(hex.formatHex(node)));
        boolean proven =
                MerkleProof.includes(
                        proof.root(),
                        proof.size(),
                        event.hash(),
                        event.position() - 1,
                        proof.path());
        return new EventPage(
                event.position(),
                event.type(),
                event.stream(),
                event.version(),
                event.at(),
                event.eventId(),
                run == null ? "" : run,
                isUnsafe(event),
                VisibleText.of(PrettyJson.of(event.data())),
                VisibleText.of(EventJson.canonical(event)),
                hex.formatHex(previous),
                event.hashHex(),
                proof.size(),
                hex.formatHex(proof.root()),
                path,
                proven,
                chained);
    }

    /** Whether any judge calls the answer that the event records unsafe. */
    private static boolean isUnsafe(Recorded event) {
        return event.type().startsWith("prompt-answered.")
                && RunEventCodec.decode(event) instanceof PromptAnswered said
                && said.verdicts().containsValue("unsafe");
    }
}
