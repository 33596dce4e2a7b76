package dev.pke.web;

import dev.pke.event.CanonicalJson;
import dev.pke.event.EventStore;
import dev.pke.event.Recorded;
import dev.pke.run.RunEventCodec;
import dev.pke.web.page.EventJson;
import dev.pke.web.page.Folio;
import dev.pke.web.page.ListedRun;
import dev.pke.web.page.Origin;
import dev.pke.web.page.Refusal;
import dev.pke.web.page.Shelf;

import io.vertx.ext.web.RoutingContext;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The JSON that machines read: runs, one run, events. Runs on a worker. */
final class Api {
    private static final int PAGE = 500;
    private static final int LARGEST_PAGE = 5000;

    private final EventStore store;
    private final Shelf shelf;
    private final ImportedRuns imported;
    private final Folios folios;

    Api(Server.Served served, Folios folios) {
        this.store = served.store();
        this.shelf = served.shelf();
        this.imported = served.elsewhere();
        this.folios = folios;
    }

    /** Every run's line, the newest first; then those recorded elsewhere, with their origin. */
    String runs(RoutingContext ctx) {
        List<String> runs = new ArrayList<>();
        shelf.runs().forEach(run -> runs.add(RunEventCodec.json(run)));
        imported.runs().forEach(run -> runs.add(summary(run)));
        return "[" + String.join(",\n", runs) + "]\n";
    }

    /** One run's line with its evaluations, losses and regions; {@code ?pos=} as it was then. */
    String run(RoutingContext ctx) {
        String id = Query.runOrKey(ctx);
        Folio folio = folios.at(id, Query.number(ctx, "pos", Long.MAX_VALUE));
        ListedRun listed = folio.listed();
        if (listed == null) {
            throw Refusal.notFound("There is no run " + id + " in this record.");
        }
        return "{\"evaluations\":"
                + list(folio.evaluations().list())
                + ",\"losses\":"
                + list(folio.losses().list())
                + ",\"regions\":"
                + list(folio.regions().regions())
                + ",\"summary\":"
                + summary(listed)
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

    /** A run's line; of one recorded elsewhere with what it goes by here and where it is from. */
    private static String summary(ListedRun run) {
        String json = RunEventCodec.json(run.summary());
        Origin origin = run.origin();
        if (origin == null) {
            return json;
        }
        Map<String, Object> where = new TreeMap<>();
        where.put("key", run.run());
        where.put("importedAt", origin.imported());
        where.put("origin", origin.name());
        where.put("originTreeSize", origin.treeSize());
        return CanonicalJson.write(where).replaceFirst("}$", ",") + json.substring(1);
    }

    private static String list(List<?> entries) {
        List<String> each = entries.stream().map(RunEventCodec::json).toList();
        return "[" + String.join(",", each) + "]";
    }
}
