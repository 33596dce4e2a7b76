package dev.pke.web;

import dev.pke.web.gate.Callers;

import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * The whole log as lines, sent as fast as the reader takes them and a page at a time in memory. The
 * cursor is {@code ?after=}: each line says its {@code sequence}, so whoever was cut off asks for
 * what comes behind the last whole line.
 */
record LogStream(WorkerExecutor worker, Export export, Callers callers) {
    void send(RoutingContext ctx) {
        HttpServerResponse response = ctx.response();
        response.putHeader("Content-Type", "application/jsonl; charset=utf-8");
        long after = Query.number(ctx, "after", 0);
        worker.executeBlocking(
                        () -> {
                            callers.mayRead(ctx);
                            return export.page(after);
                        },
                        false)
                .onSuccess(page -> {
                    if (ctx.request().method().equals(HttpMethod.HEAD)) {
                        response.end();
                    } else {
                        response.setChunked(true);
                        send(response, page);
                    }
                })
                .onFailure(ctx::fail);
    }

    private void send(HttpServerResponse response, Export.Page page) {
        if (response.closed()) {
            return; // nobody reads on
        }
        if (page.isLast()) {
            response.end(page.lines());
            return;
        }
        response.write(Buffer.buffer(page.lines()));
        if (response.writeQueueFull()) {
            response.drainHandler(_ -> next(response, page.reached()));
        } else {
            next(response, page.reached());
        }
    }

    private void next(HttpServerResponse response, long after) {
        response.drainHandler(null);
        worker.executeBlocking(() -> export.page(after), false)
                .onSuccess(page -> send(response, page))
                .onFailure(_ -> response.reset()); // a short answer must not look whole
    }
}
