package dev.pke.web;

import dev.pke.fault.UserError;
import dev.pke.run.query.BadQuery;
import dev.pke.web.describe.OpenApi;
import dev.pke.web.gate.Allowed;
import dev.pke.web.gate.Callers;
import dev.pke.web.gate.Pace;
import dev.pke.web.gate.Rights;
import dev.pke.web.gate.Safety;
import dev.pke.web.seen.Chain;
import dev.pke.web.seen.Refusal;
import dev.pke.web.template.PageFrame;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.function.Function;

/** Which address answers what. */
final class Routes {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
    private static final String HTML = "text/html; charset=utf-8";
    private static final String JSON = "application/json; charset=utf-8";
    private static final long LARGEST_PLAN = 64 * 1024;

    /** Most bytes of a form; what is not a letter or digit takes three to twelve of them. */
    static final int LARGEST_FORM = 128 * 1024;

    private final ServerSettings settings;
    private final Server.Served served;
    private final WorkerExecutor worker;
    private final RunViews views;
    private final Pages pages;
    private final Callers callers;
    private final DiffPages diffs;
    private final InsidePages inside;
    private final Rights rights;

    Routes(ServerSettings settings, Server.Served served, WorkerExecutor worker) {
        this.settings = settings;
        this.served = served;
        this.worker = worker;
        views = new RunViews(served.store(), served.elsewhere());
        callers = new Callers(settings.host(), settings.token(), served.tokens(), settings.front());
        rights = new Rights(callers);
        var frame =
                new PageFrame(() ->
                        Map.of(
                                "chain",
                                served.chain().chain(),
                                "may",
                                rights.areGiven(),
                                "needsToken",
                                rights.needToken(),
                                "looks",
                                settings.looks().toMillis()));
        pages = new Pages(served, views, rights, frame);
        diffs = new DiffPages(served, views, frame);
        inside = new InsidePages(served, views, frame);
    }

    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        var meters = new Meters();
        meters.watch(served.chain(), served.live());
        router.route().handler(meters::time);
        router.route().handler(new Pace(settings.front().perSecond(), System::nanoTime)::check);
        router.route().handler(new Safety(settings.names())::check);
        var files = new StaticFiles();
        read(router, "/static/:name").handler(files::serve);
        page(router, "/", pages::runs);
        page(router, "/runs", pages::runs);
        page(router, "/runs/:run", ctx -> inside.run(ctx, pages::run));
        page(router, "/runs/:run/events", pages::events);
        page(router, "/runs/:run/replays", pages::replays);
        page(router, "/runs/:run/events/:position", pages::foreignEvent);
        page(router, "/compare", pages::compare);
        page(router, "/compare/answers", pages::answers);
        page(router, "/events/:position", pages::event);
        page(router, "/checkpoints", pages::checkpoints);
        page(router, "/audit", pages::audit);
        page(router, "/diff", diffs::diff);
        page(router, "/runs/:run/neurons/:block/:neuron", diffs::neuron);
        page(router, "/runs/:run/blocks/:block", inside::block);
        page(router, "/runs/:run/events/:position/text", inside::text);
        page(router, "/events/:position/text", inside::text);
        page(router, "/learn", inside::learn);
        page(router, "/blobs/:digest", diffs::blob);
        var api = new Api(served, views);
        answer(router, "/api/runs", JSON, api::runs);
        answer(router, "/api/runs/:run", JSON, api::run);
        answer(router, "/api/runs/:run/replays", JSON, api::replays);
        answer(router, "/api/runs/:run/remarks", JSON, api::remarks);
        answer(router, "/api/events", JSON, api::events);
        answer(router, "/api/events/:position", JSON, api::event);
        var export = new Export(served.store(), served.elsewhere());
        read(router, "/api/events.jsonl").handler(new LogStream(worker, export, callers)::send);
        answer(router, "/api/runs/:run/export/:name", "text/plain; charset=utf-8", export::run);
        page(router, "/api", inside::api);
        answer(router, "/api/openapi.json", JSON, _ -> OpenApi.json());
        answer(router, "/api/diff", JSON, diffs::json);
        answer(router, "/api/runs/:run/losses", JSON, inside::losses);
        answer(router, "/api/runs/:run/neurons/:block/:neuron", JSON, diffs::neuronJson);
        answer(router, "/healthz", JSON, _ -> health());
        answer(router, "/metrics", "text/plain; version=0.0.4", _ -> meters.scrape());
        read(router, "/api/live").handler(this::live);
        read(router, "/api/stream").handler(this::live);
        commands(router);
        forms(router);
        inbox(router);
        // the first reader does not wait for the template engine to be set up
        worker.executeBlocking(() -> pages.problem(404, ""), false);
        var allowed = new Allowed(router.getRoutes());
        router.route().handler(ctx -> ctx.fail(allowed.refusal(ctx)));
        router.route().failureHandler(this::failed);
        return router;
    }

    private void commands(Router router) {
        var writes = new ApiWrites(served, rights);
        send(router, "/api/runs", writes::start);
        send(router, "/api/runs/:run/cancel", writes::cancel);
        send(router, "/api/runs/:run/replays", writes::replay);
        send(router, "/api/runs/:run/judge", writes::judge);
        send(router, "/api/runs/:run/notes", writes::note);
        send(router, "/api/runs/:run/tags", writes::tag);
    }

    /** An address that is told something and answers in JSON. */
    private void send(Router router, String path, Function<RoutingContext, String> act) {
        router.post(path)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_PLAN))
                .handler(ctx -> respond(ctx, JSON, act));
    }

    private void inbox(Router router) {
        var inbox = new Inbox(served, rights);
        var depot = new Depot(served, rights);
        answer(router, "/api/runs/:run/events", JSON, inbox::past);
        answer(router, "/api/token", JSON, callers::told);
        router.post("/api/runs/:run/events")
                .handler(BodyHandler.create(false).setBodyLimit(Inbox.LARGEST_EVENTS))
                .handler(ctx -> respond(ctx, JSON, inbox::events));
        router.post("/api/runs/:run/heartbeat")
                .handler(ctx -> respond(ctx, JSON, inbox::heartbeat));
        BodyHandler blob = BodyHandler.create(false).setBodyLimit(Depot.LARGEST_BLOB);
        router.put("/api/blobs/:digest")
                .handler(blob)
                .handler(ctx -> respond(ctx, JSON, depot::put));
        router.patch("/api/blobs/:digest")
                .handler(blob)
                .handler(ctx -> respond(ctx, JSON, depot::add));
        read(router, "/api/blobs/:digest").handler(ctx -> blob(ctx, depot));
    }

    private void blob(RoutingContext ctx, Depot depot) {
        worker.executeBlocking(
                        () -> {
                            callers.mayRead(ctx);
                            depot.look(ctx);
                            return ctx;
                        },
                        false)
                .onSuccess(known -> diffs.bytes(known, worker))
                .onFailure(ctx::fail);
    }

    private void forms(Router router) {
        var forms = new Forms(served, rights);
        form(router, "/runs", forms::start);
        form(router, "/runs/:run/cancel", forms::cancel);
        form(router, "/runs/:run/replays", forms::replay);
        form(router, "/runs/:run/judge", forms::judge);
        form(router, "/runs/:run/notes", forms::note);
        form(router, "/runs/:run/tags", forms::tag);
    }

    /** A form's address: what it does gives the page to go on to. */
    private void form(Router router, String path, Function<RoutingContext, String> act) {
        router.post(path)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_FORM))
                .handler(ctx ->
                        worker.executeBlocking(() -> act.apply(ctx), false)
                                .onSuccess(next ->
                                        ctx.response()
                                                .setStatusCode(303)
                                                .putHeader("Location", next)
                                                .end())
                                .onFailure(ctx::fail));
    }

    private void live(RoutingContext ctx) {
        String last = ctx.request().getHeader("Last-Event-ID");
        long asked =
                last == null || last.isEmpty()
                        ? Query.number(ctx, "after", Long.MAX_VALUE)
                        : Query.number("Last-Event-ID", last);
        String run = Query.text(ctx, "run");
        worker.executeBlocking(
                        () -> {
                            callers.mayRead(ctx);
                            return served.store().head();
                        },
                        false)
                .onSuccess(head -> {
                    if (ctx.request().method().equals(HttpMethod.HEAD)) {
                        Reply.send(ctx, "text/event-stream; charset=utf-8", "");
                    } else {
                        served.live().serve(ctx.response(), Math.min(asked, head), run);
                    }
                })
                .onFailure(ctx::fail);
    }

    private String health() {
        Chain chain = served.chain().chain();
        return new JsonObject()
                        .put("status", chain.holds() ? "ok" : "broken")
                        .put("head", chain.head())
                        .put("verified", chain.verifiedTo())
                + "\n";
    }

    private void page(Router router, String path, Function<RoutingContext, String> make) {
        answer(router, path, HTML, make);
    }

    private void answer(
            Router router, String path, String type, Function<RoutingContext, String> make) {
        read(router, path).handler(ctx -> respond(ctx, type, make));
    }

    /** A route for GET and, since Vert.x answers it with 405 otherwise, HEAD. */
    private static Route read(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
    }

    private void respond(RoutingContext ctx, String type, Function<RoutingContext, String> make) {
        worker.executeBlocking(
                        () -> {
                            if (!ctx.normalizedPath().equals("/healthz")) {
                                callers.mayRead(ctx);
                            }
                            return served.chain().reading(() -> make.apply(ctx));
                        },
                        false)
                .onSuccess(text -> Reply.send(ctx, type, text))
                .onFailure(ctx::fail);
    }

    private void failed(RoutingContext ctx) {
        Throwable cause = ctx.failure();
        int status = ctx.statusCode() > 0 ? ctx.statusCode() : 500;
        String line = "This request can't be answered.";
        if (cause instanceof Refusal refusal) {
            status = refusal.status();
            line = refusal.line();
        } else if (cause instanceof BadQuery bad) {
            status = 400;
            line = bad.line();
        } else if (cause instanceof UserError error) {
            status = 409;
            line = String.valueOf(error.getMessage());
        } else if (status == 413) {
            line = "That is too large for one request.";
        } else if (status >= 500) {
            line = "This page has a fault; the server's log says more.";
            LOG.error("{} {}", ctx.request().method(), ctx.request().path(), cause);
        }
        refuse(ctx, status, line);
    }

    private void refuse(RoutingContext ctx, int status, String line) {
        if (ctx.response().ended() || ctx.response().headWritten()) {
            ctx.response().reset();
            return;
        }
        ctx.response().setStatusCode(status);
        if (ctx.normalizedPath().startsWith("/api/")) {
            Reply.problem(ctx, status, line);
            return;
        }
        worker.executeBlocking(() -> pages.problem(status, line), false)
                .onSuccess(text -> Reply.send(ctx, HTML, text))
                .onFailure(worse -> {
                    LOG.error("the page that reports a problem", worse);
                    ctx.response().end(line);
                });
    }
}
