package dev.pke.web;

import dev.pke.event.Blobs;
import dev.pke.event.EventStore;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.IdConflict;
import dev.pke.event.Recorded;
import dev.pke.event.Sha256;
import dev.pke.event.VersionConflict;
import dev.pke.run.ImpossibleTransition;
import dev.pke.run.References;
import dev.pke.run.Run;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEventCodec;
import dev.pke.run.RunRecord;
import dev.pke.run.word.Streams;
import dev.pke.web.seen.Refusal;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import java.util.List;

/**
 * Where workers elsewhere put their runs on this record: events under an expected version, blobs
 * under their digest. Sending the same again changes nothing and answers as before. A worker shows
 * the server's token.
 */
final class Inbox {
    /** Most bytes of one request of events. */
    static final long LARGEST_EVENTS = 8L << 20;

    /** Most bytes of one blob. */
    static final long LARGEST_BLOB = 64L << 20;

    private final EventStore store;
    private final Blobs blobs;
    private final ServerSettings settings;
    private final Hearing hearing;

    Inbox(Server.Served served, ServerSettings settings) {
        this.store = served.store();
        this.blobs = served.blobs();
        this.hearing = served.hearing();
        this.settings = settings;
    }

    /** Hears that whoever sends a run's events is there, though it has none to send yet. */
    String heartbeat(RoutingContext ctx) {
        check(ctx);
        String run = Query.run(ctx);
        if (!RunRecord.holds(store, run)) {
            throw Refusal.notFound("There is no run " + run + " in this record.");
        }
        hearing.beat(run);
        return new JsonObject().put("heard", run) + "\n";
    }

    /** Appends to a run's stream; the new events' positions and the stream's version. */
    String events(RoutingContext ctx) {
        check(ctx);
        String run = Query.run(ctx);
        Buffer body = ctx.body().buffer();
        Incoming incoming = Incoming.read(run, body == null ? new byte[0] : body.getBytes());
        try {
            fits(run, incoming);
            List<Recorded> recorded =
                    store.append(Streams.run(run), incoming.expected(), incoming.newEvents());
            hearing.beat(run);
            var positions = new JsonArray();
            recorded.forEach(event -> positions.add(event.position()));
            return new JsonObject()
                            .put("positions", positions)
                            .put("version", recorded.getLast().version())
                    + "\n";
        } catch (VersionConflict conflict) {
            throw new Refusal(
                    409,
                    "The run is at version "
                            + conflict.actual()
                            + ", not at "
                            + conflict.expected()
                            + "; someone else writes it.");
        } catch (IdConflict conflict) {
            throw new Refusal(409, "Another event has that id: " + conflict.getMessage());
        }
    }

    /** Keeps a blob whose name is its SHA-256. */
    String blob(RoutingContext ctx) {
        check(ctx);
        String name = ctx.pathParam("digest");
        if (!name.matches("[0-9a-f]{64}")) {
            throw Refusal.bad("A blob is named by its SHA-256: 64 lower-case hexadecimal digits.");
        }
        Buffer body = ctx.body().buffer();
        byte[] bytes = body == null ? new byte[0] : body.getBytes();
        String digest = Sha256.hex(bytes);
        if (!digest.equals(name)) {
            throw Refusal.bad("These bytes have the SHA-256 " + digest + "; nothing was kept.");
        }
        return new JsonObject().put("sha256", blobs.put(bytes)) + "\n";
    }

    private void check(RoutingContext ctx) {
        if (settings.token() == null) {
            throw new Refusal(
                    403, "This server takes no events; start it with PKE_TOKEN set to do so.");
        }
        if (!AccessToken.shown(ctx, settings.token())) {
            throw new Refusal(401, "Send the server's token: Authorization: Bearer TOKEN.");
        }
    }

    /**
     * Whether the events can follow what is recorded. Where the stream is not at the expected
     * version the store decides: they were sent before, or they are too late.
     */
    private void fits(String run, Incoming incoming) {
        Run state = new Run.Absent();
        long version = 0;
        for (Recorded event : store.stream(Streams.run(run))) {
            state = Run.apply(state, RunEventCodec.decodeRun(event));
            version = event.version();
        }
        if (!incoming.expected().equals(ExpectedVersion.exactly(version))) {
            return;
        }
        for (RunEvent fact : incoming.facts()) {
            try {
                state = Run.apply(state, fact);
            } catch (ImpossibleTransition impossible) {
                throw Refusal.bad("That can't follow: " + impossible.getMessage());
            }
            for (String blob : References.of(fact)) {
                if (!blobs.has(blob)) {
                    throw new Refusal(409, "Send the blob first: PUT /api/blobs/" + blob);
                }
            }
        }
    }
}
