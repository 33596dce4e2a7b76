package dev.pke.web;

import dev.pke.event.Blobs;
import dev.pke.event.EventStore;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.IdConflict;
import dev.pke.event.Recorded;
import dev.pke.event.VersionConflict;
import dev.pke.run.ImpossibleTransition;
import dev.pke.run.References;
import dev.pke.run.Run;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEventCodec;
import dev.pke.run.RunRecord;
import dev.pke.run.word.Streams;
import dev.pke.web.gate.Acts;
import dev.pke.web.gate.Caller;
import dev.pke.web.gate.Rights;
import dev.pke.web.seen.EventJson;
import dev.pke.web.seen.Refusal;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where workers elsewhere put their runs on this record: events under an expected version, blobs
 * under their digest ({@link Depot}). Sending the same again changes nothing and answers as before.
 * A worker shows a token.
 */
final class Inbox {
    /** Most bytes of one request of events. */
    static final long LARGEST_EVENTS = 8L << 20;

    private static final Logger ACCESS = LoggerFactory.getLogger("access");
    private static final int MOST_REMEMBERED = 200;
    private static final int MOST_PAST = 1000;

    private final EventStore store;
    private final Blobs blobs;
    private final Rights rights;
    private final Hearing hearing;
    private final Acts acts;

    /** Where streams stood when they were last appended to: a long run is not read each time. */
    private final Map<String, Reached> reached =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, Reached> eldest) {
                            return size() > MOST_REMEMBERED;
                        }
                    });

    /** A run's state as of a version of its stream. */
    private record Reached(Run state, long version) {}

    Inbox(Server.Served served, Rights rights) {
        this.store = served.store();
        this.blobs = served.blobs();
        this.hearing = served.hearing();
        this.acts = new Acts(served.store());
        this.rights = rights;
    }

    /** Hears that whoever sends a run's events is there, though it has none to send yet. */
    String heartbeat(RoutingContext ctx) {
        String run = Query.run(ctx);
        rights.append(ctx, run);
        if (!RunRecord.holds(store, run)) {
            throw Refusal.noRun(run);
        }
        hearing.beat(run);
        return new JsonObject().put("heard", run) + "\n";
    }

    /** Appends to a run's stream; the new events' positions and the stream's version. */
    String events(RoutingContext ctx) {
        String run = Query.run(ctx);
        Caller caller = rights.append(ctx, run);
        Buffer body = ctx.body().buffer();
        Incoming incoming = Incoming.read(run, body == null ? new byte[0] : body.getBytes());
        try {
            fits(run, incoming);
            long before = store.head();
            List<Recorded> recorded =
                    store.append(Streams.run(run), incoming.expected(), incoming.newEvents());
            hearing.beat(run);
            Recorded first = recorded.getFirst();
            if (first.version() == 1 && first.position() > before) { // not one sent again
                ACCESS.info("{} began run {}", caller.name(), run);
                acts.did(caller, "run-received", run);
            }
            return answer(recorded);
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

    private static String answer(List<Recorded> recorded) {
        var positions = new JsonArray();
        var hashes = new JsonArray();
        for (Recorded event : recorded) {
            positions.add(event.position());
            hashes.add(event.hashHex());
        }
        return new JsonObject()
                        .put("positions", positions)
                        .put("version", recorded.getLast().version())
                        .put("at", recorded.getLast().at())
                        .put("hashes", hashes)
                + "\n";
    }

    /** A page of a run's own events behind a version, as they are hashed, each with its hash. */
    String past(RoutingContext ctx) {
        String run = Query.run(ctx);
        int limit = Math.clamp(Query.number(ctx, "limit", MOST_PAST), 1, MOST_PAST);
        return EventJson.list(
                store.readStream(Streams.run(run), Query.number(ctx, "after", 0), limit));
    }

    /**
     * Whether the events can follow what is recorded. Where the stream is not at the expected
     * version the store decides: they were sent before, or they are too late.
     */
    private void fits(String run, Incoming incoming) {
        Reached known = reached.getOrDefault(run, new Reached(new Run.Absent(), 0));
        Run state = known.state();
        long version = known.version();
        for (Recorded event : store.stream(Streams.run(run), version)) {
            state = Run.apply(state, RunEventCodec.decodeRun(event));
            version = event.version();
        }
        reached.put(run, new Reached(state, version));
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
