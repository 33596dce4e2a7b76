package dev.pke.web;

import dev.pke.event.Blobs;
import dev.pke.run.RunList;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.word.Streams;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.describe.OpenApi;
import dev.pke.web.inside.BlockPage;
import dev.pke.web.inside.LossJson;
import dev.pke.web.inside.Neurons;
import dev.pke.web.inside.TextPage;
import dev.pke.web.learn.LearnPage;
import dev.pke.web.learn.Lessons;
import dev.pke.web.page.RunRow;
import dev.pke.web.seen.ListedRun;
import dev.pke.web.seen.Naming;
import dev.pke.web.seen.Refusal;
import dev.pke.web.seen.ViewedRun;
import dev.pke.web.template.PageFrame;

import io.vertx.ext.web.RoutingContext;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What lies inside one run, and the pages that explain: on a run that ships, and the API. On a
 * worker.
 */
final class InsidePages {
    private static final int MOST_PLACES = 2_000;
    private static final int LARGEST_NUMBER = 10_000_000;

    private final RunViews views;
    private final Blobs blobs;
    private final PageFrame frame;
    private final RunList runs;
    private final Lessons lessons;

    InsidePages(Server.Served served, RunViews views, PageFrame frame) {
        this.views = views;
        this.frame = frame;
        blobs = served.seen();
        runs = served.runs();
        lessons = new Lessons(served.elsewhere().shipped());
    }

    /**
     * A run's page; where too much of it is unread to wait for, its line at once and the rest soon.
     */
    String run(RoutingContext ctx, Function<RoutingContext, String> whole) {
        String id = Query.runOrKey(ctx);
        RunSummary line = Streams.isRun(id) && views.isFar(id) ? runs.run(id) : null;
        if (line == null) {
            return whole.apply(ctx);
        }
        views.fetch(id);
        ctx.response().putHeader("Refresh", "1");
        RunRow row = RunRow.of(ListedRun.ours(line), Naming.method(line.method()));
        return frame.page("reading", "Reading · " + id, "runs", Map.of("run", id, "row", row));
    }

    /** One block, every neuron of it. */
    String block(RoutingContext ctx) {
        ViewedRun viewed = views.known(Query.runOrKey(ctx));
        Neurons neurons = Neurons.of(viewed, blobs, Query.text(ctx, "by"));
        if (neurons == null) {
            throw Refusal.notFound("The run has not come as far as its model's shape.");
        }
        RunSummary run = viewed.view().summary();
        int block = small(Query.number("block", ctx.pathParam("block")));
        int asked =
                Query.text(ctx, "neuron").isEmpty() ? -1 : small(Query.number(ctx, "neuron", 0));
        MethodStyle style = MethodStyle.of(run == null ? "" : run.method());
        BlockPage page = BlockPage.of(viewed, neurons, block, asked, style);
        return frame.page("block", "Block " + block, "runs", Map.of("p", page));
    }

    /** A piece of a long answer of ours. */
    String text(RoutingContext ctx) {
        long position = Query.number("position", ctx.pathParam("position"));
        String run = ctx.pathParam("run");
        ViewedRun viewed = run == null ? views.ofEvent(position) : views.known(Query.key(run));
        if (viewed == null) {
            throw Refusal.notFound("No answer stands at event " + position + ".");
        }
        int from = small(Query.number(ctx, "from", 0));
        TextPage page = TextPage.of(viewed, position, Query.text(ctx, "part"), from);
        return frame.page("text", page.title(), "runs", Map.of("p", page));
    }

    /** A run's losses cut into stretches, as JSON. */
    String losses(RoutingContext ctx) {
        ViewedRun viewed = views.known(Query.runOrKey(ctx));
        int most = Math.clamp(Query.number(ctx, "places", 120), 1, MOST_PLACES);
        return LossJson.of(views.losses(viewed, Query.losses(ctx), most));
    }

    String learn(RoutingContext ctx) {
        LearnPage page = lessons.page(Query.text(ctx, "by"));
        return frame.page("learn", "Learn", "learn", Map.of("p", page));
    }

    /** The API for people, with calls to try on the newest run. */
    String api(RoutingContext ctx) {
        List<RunSummary> all = runs.shown();
        RunView newest = all.isEmpty() ? null : views.now(all.getFirst().run()).view();
        var saved = newest == null ? null : newest.saved();
        Map<String, Object> with = new HashMap<>();
        with.put("here", ctx.request().scheme() + "://" + ctx.request().getHeader("Host"));
        with.put("operations", OpenApi.operations());
        with.put("run", newest == null || newest.base() == null ? "" : newest.run());
        with.put("digest", saved == null ? "" : saved.fact().manifest());
        return frame.page("api", "API", "audit", with);
    }

    private static int small(long number) {
        return (int) Math.min(LARGEST_NUMBER, number);
    }
}
