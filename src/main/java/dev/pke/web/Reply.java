package dev.pke.web;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
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

    /** Says what is wrong as RFC 9457 has it. */
    static void problem(RoutingContext ctx, int status, String line) {
        var problem =
                new JsonObject()
                        .put("type", "about:blank")
                        .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                        .put("status", status)
                        .put("detail", line);
        send(ctx, "application/problem+json", problem + "\n");
    }

    static void send(RoutingContext ctx, String type, String body) {
        send(ctx, type, Buffer.buffer(body));
    }
}
