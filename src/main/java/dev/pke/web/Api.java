package dev.pke.web;

import dev.pke.event.EventStore;
import dev.pke.event.Recorded;
import dev.pke.run.RunEventCodec;
import dev.pke.run.RunSummary;

import io.vertx.ext.web.RoutingContext;

import java.util.List;

/** The JSON that machines read: runs, one run, events. Runs on a worker. */
final class Api {
    private static final int PAGE = 500;
    private static final int LARGEST_PAGE = 5000;

    private final EventStore store;
    private final Shelf shelf;
    private final Folios folios;

    Api(EventStore store, Shelf shelf) {
        this.store = store;
        this.shelf = shelf;
        folios = new Folios(store);
    }

    /** Every run's line, the newest first. */
    String runs(RoutingContext ctx) {
        List<String> runs = shelf.runs().stream().map(run -> RunEventCodec.json(run)).toList();
        return "[" + String.join(",\n", runs) + "]\n";
    }

    /** One run's line with its evaluations, losses and regions; {@code ?pos=} as it was then. */
    String run(RoutingContext ctx) {
        String id = Query.run(ctx);
        Folio folio = folios.at(id, Query.number(ctx, "pos", Long.MAX_VALUE));
        RunSummary summary = folio.summary();
        if (summary == null) {
            throw Refusal.notFound("There is no run " + id + " in this record.");
        }
        return "{\"evaluations\":"
                + list(folio.evaluations().list())
                + ",\"losses\":"
                + list(folio.losses().list())
                + ",\"regions\":"
                + list(folio.regions().regions())
                + ",\"summary\":"
                + RunEventCodec.json(summary)
                + "}\n";
    }

    /** Events after a position, each as the object that is hashed plus its hash. */
    String events(RoutingContext ctx) {
        long after = Query.number(ctx, "after", 0);
        int limit = (int) Math.min(LARGEST_PAGE, Math.max(1, Query.number(ctx, "limit", PAGE)));
        return EventJson.list(store.readAll(after, limit));
    }

    /** One event. */
    String event(RoutingContext ctx) {
        long position = Query.number("position", ctx.pathParam("position"));
        List<Recorded> found = position < 1 ? List.of() : store.readAll(position - 1, 1);
        if (found.isEmpty()) {
            throw Refusal.notFound("There is no event " + position + ".");
        }
        return EventJson.hashed(found.getFirst()) + "\n";
    }

    private static String list(List<?> entries) {
        List<String> each = entries.stream().map(RunEventCodec::json).toList();
        return "[" + String.join(",", each) + "]";
    }
}
