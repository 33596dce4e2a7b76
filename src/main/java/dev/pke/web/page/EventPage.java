package dev.pke.web.page;

import dev.pke.audit.ForeignRun;
import dev.pke.audit.Imports;
import dev.pke.event.HashChain;
import dev.pke.event.Recorded;
import dev.pke.event.merkle.MerkleProof;
import dev.pke.run.Fact;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunEventCodec;
import dev.pke.run.Told;
import dev.pke.run.word.Streams;
import dev.pke.web.seen.ChainWatch;
import dev.pke.web.seen.Origin;
import dev.pke.web.seen.PrettyJson;
import dev.pke.web.seen.VisibleText;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
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
        @Nullable Origin origin,
        String before,
        String after,
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

    /** An event of ours. */
    public static EventPage of(Recorded event, byte[] previous, ChainWatch.Proof proof) {
        long at = event.position();
        String run = Streams.runOf(event.stream());
        String before = at > 1 ? "/events/" + (at - 1) : "";
        String after = at < proof.size() ? "/events/" + (at + 1) : "";
        return of(event, previous, proof, new Place(run == null ? "" : run, null, before, after));
    }

    /** An event of a run recorded elsewhere, with the proof its bundle brought. */
    public static EventPage of(Imports.Proven proven, ForeignRun run, List<Told<Fact>> all) {
        Recorded event = proven.event();
        var proof =
                new ChainWatch.Proof(
                        run.imported().events(),
                        HexFormat.of().parseHex(run.imported().head()),
                        proven.proof());
        String before = "";
        String after = "";
        for (Told<Fact> each : all) {
            String page = "/runs/" + run.key() + "/events/" + each.position();
            before = each.position() < event.position() ? page : before;
            after = each.position() > event.position() && after.isEmpty() ? page : after;
        }
        var place = new Place(run.key(), Origin.of(run), before, after);
        return of(event, proven.previous(), proof, place);
    }

    /** What an event is beside: its run and the pages of the events next to it; "" for none. */
    private record Place(String run, @Nullable Origin origin, String before, String after) {}

    private static EventPage of(
            Recorded event, byte[] previous, ChainWatch.Proof proof, Place place) {
        HexFormat hex = HexFormat.of();
        boolean chained = Arrays.equals(HashChain.next(previous, event), event.hash());
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
                place.run(),
                place.origin(),
                place.before(),
                place.after(),
                isUnsafe(event),
                VisibleText.of(PrettyJson.of(event.data())),
                VisibleText.of(HashChain.canonical(event)),
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
