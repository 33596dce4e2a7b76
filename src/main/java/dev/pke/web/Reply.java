package dev.pke.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** Ends a request with a whole body; HEAD gets the same headers and none of it. */
final class Reply {
    private Reply() {}

    static void send(RoutingContext ctx, String type, Buffer body) {
        var response = ctx.response().putHeader("Content-Type", type);
        if (ctx.request().method().equals(HttpMethod.HEAD)) {
            response.putHeader("Content-Length", Integer.toString(body.length())).end();
        } else {
            response.end(body);
        }
    }

    static void send(RoutingContext ctx, String type, String body) {
        send(ctx, type, Buffer.buffer(body));
    }
}
