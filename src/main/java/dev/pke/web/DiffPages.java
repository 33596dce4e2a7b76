package dev.pke.web;

import dev.pke.event.Blobs;
import dev.pke.web.diff.BlobPage;
import dev.pke.web.diff.DiffPage;
import dev.pke.web.diff.Differences;
import dev.pke.web.diff.ModelName;
import dev.pke.web.diff.NeuronPage;
import dev.pke.web.diff.NeuronPlace;
import dev.pke.web.seen.Refusal;
import dev.pke.web.template.PageFrame;

import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The pages that say what an edit changed, to the value. Runs on a worker. */
final class DiffPages {
    private static final int CHUNK = 1 << 18;
    private static final int LARGEST_NUMBER = 10_000_000;

    private final RunViews views;
    private final Blobs blobs;
    private final PageFrame frame;
    private final Differences differences;

    DiffPages(Server.Served served, RunViews views, PageFrame frame) {
        this.views = views;
        this.blobs = served.seen();
        this.frame = frame;
        this.differences =
                new Differences(served.store(), blobs, served.runs(), served.chain(), views::known);
    }

    String diff(RoutingContext ctx) {
        DiffPage page = differences.page(a(ctx), b(ctx), Query.text(ctx, "tensor"));
        return frame.page("diff", "What changed", "checkpoints", Map.of("p", page));
    }

    String json(RoutingContext ctx) {
        return differences.json(a(ctx), b(ctx));
    }

    /** The first model; where only one is named, as the run of the other found it. */
    private static ModelName a(RoutingContext ctx) {
        String a = Query.text(ctx, "a");
        if (a.isEmpty()) {
            throw Refusal.bad("Name two models: /diff?a=RUN@before&b=RUN.");
        }
        boolean alone = Query.text(ctx, "b").isEmpty();
        return alone ? name(ModelName.parse(a).run() + "@before") : name(a);
    }

    private static ModelName b(RoutingContext ctx) {
        String b = Query.text(ctx, "b");
        return name(b.isEmpty() ? ModelName.parse(Query.text(ctx, "a")).run() : b);
    }

    private static ModelName name(String text) {
        ModelName name = ModelName.parse(text);
        Query.key(name.run());
        return name;
    }

    String neuron(RoutingContext ctx) {
        NeuronPage page = differences.neuron(views.known(Query.runOrKey(ctx)), place(ctx));
        String title = "Neuron " + page.neuron() + " of block " + page.block();
        return frame.page("neuron", title, "runs", Map.of("p", page));
    }

    String neuronJson(RoutingContext ctx) {
        return differences.neuronJson(views.known(Query.runOrKey(ctx)), place(ctx));
    }

    private static NeuronPlace place(RoutingContext ctx) {
        return new NeuronPlace(
                small(Query.number("block", ctx.pathParam("block"))),
                small(Query.number("neuron", ctx.pathParam("neuron"))),
                small(Query.number(ctx, "from", 0)));
    }

    private static int small(long number) {
        return (int) Math.min(LARGEST_NUMBER, number);
    }

    String blob(RoutingContext ctx) {
        BlobPage page = differences.blob(ctx.pathParam("digest"));
        return frame.page(
                "blob", "Blob " + page.digest().substring(0, 12), "audit", Map.of("p", page));
    }

    /** Sends a blob's bytes, a chunk at a time, as fast as they are taken. */
    void bytes(RoutingContext ctx, WorkerExecutor worker) {
        worker.executeBlocking(() -> differences.blob(ctx.pathParam("digest")), false)
                .onSuccess(page -> {
                    ctx.response()
                            .putHeader("Content-Type", "application/octet-stream")
                            .putHeader(
                                    "Content-Disposition",
                                    "attachment; filename=\"" + page.file() + "\"");
                    if (ctx.request().method().equals(HttpMethod.HEAD)) {
                        ctx.response().end();
                        return;
                    }
                    ctx.response().setChunked(true);
                    pump(ctx, worker, blobs.open(page.digest()));
                })
                .onFailure(ctx::fail);
    }

    private static void pump(RoutingContext ctx, WorkerExecutor worker, InputStream in) {
        worker.executeBlocking(() -> next(in), false)
                .onSuccess(chunk -> {
                    if (chunk.length() == 0) {
                        ctx.response().end();
                        return;
                    }
                    ctx.response()
                            .write(chunk)
                            .onSuccess(_ -> pump(ctx, worker, in))
                            .onFailure(_ -> close(in));
                })
                .onFailure(_ -> {
                    close(in);
                    ctx.response().reset();
                });
    }

    private static Buffer next(InputStream in) {
        try {
            byte[] bytes = in.readNBytes(CHUNK);
            if (bytes.length == 0) {
                in.close();
            }
            return Buffer.buffer(bytes);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
