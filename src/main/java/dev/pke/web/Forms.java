package dev.pke.web;

import dev.pke.web.gate.Caller;
import dev.pke.web.gate.Rights;
import dev.pke.web.seen.Refusal;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Locale;

/**
 * What the forms of the pages do. Each answers with the address to show next, so that a reload asks
 * for nothing twice; they need no JavaScript. Runs on a worker.
 */
final class Forms {
    private static final String TYPE = "application/x-www-form-urlencoded";

    private static final Logger ACCESS = LoggerFactory.getLogger("access");

    private final Deeds deeds;
    private final Rights rights;

    Forms(Server.Served served, Rights rights) {
        this.deeds = new Deeds(served);
        this.rights = rights;
    }

    /** Starts a run: of a plan by its name, or of one that was written into the form. */
    String start(RoutingContext ctx) {
        Caller caller = check(ctx);
        String name = field(ctx, "plan");
        String yaml = field(ctx, "yaml").replace("\r\n", "\n");
        if (name.isEmpty() == yaml.isBlank()) {
            throw Refusal.bad("Choose a plan, or write one.");
        }
        String run = name.isEmpty() ? deeds.start(caller, yaml) : deeds.startNamed(caller, name);
        return "/runs/" + run;
    }

    /** Asks a run that was started here to stop. */
    String cancel(RoutingContext ctx) {
        Caller caller = check(ctx);
        String run = Query.run(ctx);
        deeds.cancel(caller, run);
        return "/runs/" + run;
    }

    /** Has a run done again. */
    String replay(RoutingContext ctx) {
        Caller caller = check(ctx);
        String run = Query.run(ctx);
        deeds.replay(caller, run);
        return "/runs/" + run + "/replays";
    }

    /** Has a run's answers judged again, by a judge as a plan says it. */
    String judge(RoutingContext ctx) {
        Caller caller = check(ctx);
        String judge = field(ctx, "judge");
        if (judge.isBlank()) {
            throw Refusal.bad("Name a judge, such as refusal-phrases-2.");
        }
        return "/runs/" + deeds.judge(caller, Query.run(ctx), List.of(judge));
    }

    /** Writes a note on a run. */
    String note(RoutingContext ctx) {
        Caller caller = check(ctx);
        String run = Query.run(ctx);
        deeds.note(caller, run, field(ctx, "author"), field(ctx, "text"));
        return "/runs/" + run + "#remarks";
    }

    /** Gives a run a tag. */
    String tag(RoutingContext ctx) {
        Caller caller = check(ctx);
        String run = Query.run(ctx);
        deeds.tag(caller, run, field(ctx, "author"), field(ctx, "tag"));
        return "/runs/" + run + "#remarks";
    }

    private Caller check(RoutingContext ctx) {
        String type = ctx.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(TYPE)) {
            throw new Refusal(415, "Send this as a form: " + TYPE + ".");
        }
        Caller caller = rights.check(ctx);
        ACCESS.info("{} asks {}", caller.name(), ctx.normalizedPath());
        return caller;
    }

    private static String field(RoutingContext ctx, String name) {
        String value = ctx.request().getFormAttribute(name);
        return value == null ? "" : value;
    }
}
