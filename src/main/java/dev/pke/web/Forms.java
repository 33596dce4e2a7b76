package dev.pke.web;

import dev.pke.run.Remarks;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import java.util.Locale;
import java.util.UUID;

/**
 * What the forms of the pages do. Each answers with the address to show next, so that a reload asks
 * for nothing twice; they need no JavaScript. Runs on a worker.
 */
final class Forms {
    private static final String TYPE = "application/x-www-form-urlencoded";

    private final Remarks remarks;
    private final Rights rights;

    Forms(Server.Served served, Rights rights) {
        this.remarks = new Remarks(served.store());
        this.rights = rights;
    }

    /** Writes a note on a run. */
    String note(RoutingContext ctx) {
        check(ctx);
        String run = Query.run(ctx);
        remarks.note(id(), run, field(ctx, "author"), field(ctx, "text"));
        return "/runs/" + run + "#remarks";
    }

    /** Gives a run a tag. */
    String tag(RoutingContext ctx) {
        check(ctx);
        String run = Query.run(ctx);
        remarks.tag(id(), run, field(ctx, "author"), field(ctx, "tag"));
        return "/runs/" + run + "#remarks";
    }

    private void check(RoutingContext ctx) {
        String type = ctx.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(TYPE)) {
            throw new Refusal(415, "Send this as a form: " + TYPE + ".");
        }
        rights.check(ctx);
    }

    private static String field(RoutingContext ctx, String name) {
        String value = ctx.request().getFormAttribute(name);
        return value == null ? "" : value;
    }

    private static String id() {
        return "remark." + UUID.randomUUID();
    }
}
