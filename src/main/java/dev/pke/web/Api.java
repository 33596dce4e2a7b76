package dev.pke.web;

import dev.pke.event.CanonicalJson;
import dev.pke.event.EventStore;
import dev.pke.event.Recorded;
import dev.pke.run.Fact;
import dev.pke.run.ReviewEvent.Noted;
import dev.pke.run.ReviewEvent.Replayed;
import dev.pke.run.ReviewEvent.Tagged;
import dev.pke.run.RunEvent.StepTaken;
import dev.pke.run.RunEventCodec;
import dev.pke.run.RunList;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.Told;
import dev.pke.run.query.Line;
import dev.pke.run.query.RunQuery;
import dev.pke.run.tally.AgreementForms;
import dev.pke.web.list.RunsPage;
import dev.pke.web.seen.EventJson;
import dev.pke.web.seen.ListedRun;
import dev.pke.web.seen.Origin;
import dev.pke.web.seen.Refusal;
import dev.pke.web.seen.ViewedRun;

import io.vertx.ext.web.RoutingContext;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The JSON that machines read: runs, one run, events. Runs on a worker. */
final class Api {
    private static final int EVENTS_UNASKED = 500;
    private static final int MOST_EVENTS = 5000;
    private static final int STEPS_UNASKED = 1000;
    private static final int MOST_STEPS = 5000;
    private static final int RUNS_UNASKED = 1000;
    private static final int MOST_RUNS = 5000;

    private final EventStore store;
    private final RunList runs;
    private final ImportedRuns imported;
    private final RunViews views;
    private final Commands commands;

    Api(Server.Served served, RunViews views) {
        this.store = served.store();
        this.runs = served.runs();
        this.imported = served.elsewhere();
        this.views = views;
        this.commands = served.commands();
    }

    /**
     * A page of the runs' lines, the newest first, where {@code ?before=} is the position at which
     * the last one of the page before began; a header links to the next. Behind the last of ours
     * stand those recorded elsewhere, with their origin. {@code ?q=} leaves those that fit.
     */
    String runs(RoutingContext ctx) {
        RunQuery query = RunQuery.parse(Query.text(ctx, "q"));
        long before = Query.number(ctx, "before", Long.MAX_VALUE);
        int limit = Math.clamp(Query.number(ctx, "limit", RUNS_UNASKED), 1, MOST_RUNS);
        var page =
                runs.newestBefore(before)
                        .filter(run -> run.review().archived() == null)
                        .filter(run -> query.matches(Line.of(run)))
                        .limit(limit);
        List<RunSummary> own = page.toList();
        List<String> all = new ArrayList<>();
        own.forEach(run -> all.add(RunEventCodec.json(run)));
        if (own.size() < limit) {
            imported.runs().stream()
                    .filter(run -> query.matches(RunsPage.line(run)))
                    .forEach(run -> all.add(summary(run)));
        } else {
            long last = own.getLast().timing().startedPosition();
            ctx.response().putHeader("Link", next(last, limit, Query.text(ctx, "q")));
        }
        return "[" + String.join(",\n", all) + "]\n";
    }

    private static String next(long before, int limit, String query) {
        String q = query.isEmpty() ? "" : "&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        return "</api/runs?before=%d&limit=%d%s>; rel=\"next\"".formatted(before, limit, q);
    }

    /**
     * One run's line with its evaluations, regions, how far its judges agree, what is wrong with
     * its data, and a page of its steps' losses: a run may have a million. {@code ?pos=} as it was
     * then; {@code ?from=} the first step; a header links to the next page.
     */
    String run(RoutingContext ctx) {
        String id = Query.runOrKey(ctx);
        ViewedRun viewed = views.at(id, Query.number(ctx, "pos", Long.MAX_VALUE));
        ListedRun listed = viewed.listed();
        if (listed == null) {
            throw Refusal.noRun(id);
        }
        List<Told<StepTaken>> steps = viewed.view().losses();
        int from = (int) Math.clamp(Query.number(ctx, "from", 1), 1, steps.size() + 1L) - 1;
        int limit = Math.clamp(Query.number(ctx, "limit", STEPS_UNASKED), 1, MOST_STEPS);
        int to = Math.min(steps.size(), from + limit);
        if (to < steps.size()) {
            String at =
                    ctx.queryParams().contains("pos") ? "&pos=" + Query.number(ctx, "pos", 0) : "";
            ctx.response()
                    .putHeader(
                            "Link",
                            "</api/runs/%s?from=%d&limit=%d%s>; rel=\"next\""
                                    .formatted(id, to + 1, limit, at));
        }
        return "{\"agreement\":"
                + CanonicalJson.write(AgreementForms.json(viewed.view()))
                + ",\"contaminated\":"
                + CanonicalJson.write(viewed.view().contaminated())
                + ",\"evaluations\":"
                + list(viewed.view().evaluations())
                + ",\"losses\":"
                + list(steps.subList(from, to))
                + ",\"regions\":"
                + list(viewed.view().regions())
                + ",\"steps\":"
                + steps.size()
                + ",\"summary\":"
                + summary(listed)
                + "}\n";
    }

    /** Every verdict on a run, and where a replay stands that was asked for here. */
    String replays(RoutingContext ctx) {
        String id = Query.runOrKey(ctx);
        ViewedRun viewed = views.known(id);
        Commands.Again doing = commands.replaying(id);
        return "{\"doing\":"
                + (doing == null ? "null" : json(doing))
                + ",\"replays\":"
                + list(viewed.view().all(Replayed.class))
                + "}\n";
    }

    private static String json(Commands.Again doing) {
        return CanonicalJson.write(
                Map.of(
                        "compared", doing.compared(),
                        "of", doing.of(),
                        "stage", doing.stage(),
                        "why", doing.why()));
    }

    /** What was said of a run. */
    String remarks(RoutingContext ctx) {
        RunView view = views.known(Query.runOrKey(ctx)).view();
        return "{\"notes\":"
                + list(view.all(Noted.class))
                + ",\"tags\":"
                + list(view.all(Tagged.class))
                + "}\n";
    }

    /** Events after a position, each as the object that is hashed plus its hash. */
    String events(RoutingContext ctx) {
        long after = Query.number(ctx, "after", 0);
        int limit =
                (int)
                        Math.min(
                                MOST_EVENTS,
                                Math.max(1, Query.number(ctx, "limit", EVENTS_UNASKED)));
        return EventJson.list(store.readAll(after, limit));
    }

    /** One event. */
    String event(RoutingContext ctx) {
        long position = Query.number("position", ctx.pathParam("position"));
        Recorded found = store.at(position);
        if (found == null) {
            throw Refusal.notFound("There is no event " + position + ".");
        }
        return EventJson.hashed(found) + "\n";
    }

    /** A run's line; of one recorded elsewhere with what it goes by here and where it is from. */
    private static String summary(ListedRun run) {
        Origin origin = run.origin();
        Map<String, Object> where = new TreeMap<>();
        if (origin == null) {
            return with(run.summary(), where);
        }
        where.put("key", run.run());
        where.put("importedAt", origin.imported());
        where.put("origin", origin.name());
        where.put("originTreeSize", origin.treeSize());
        return with(run.summary(), where);
    }

    /** Facts, each with its event's position. */
    private static <F extends Fact> String list(List<Told<F>> told) {
        List<String> each =
                told.stream()
                        .map(one -> with(one.fact(), Map.of("position", one.position())))
                        .toList();
        return "[" + String.join(",", each) + "]";
    }

    /** A record as an object with more members. */
    private static String with(Object record, Map<String, Object> more) {
        Map<String, Object> all = new TreeMap<>(more);
        if (CanonicalJson.parse(RunEventCodec.json(record)) instanceof Map<?, ?> members) {
            members.forEach((name, value) -> all.put(String.valueOf(name), value));
        }
        return CanonicalJson.write(all);
    }
}
