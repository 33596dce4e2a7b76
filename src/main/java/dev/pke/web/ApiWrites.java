package dev.pke.web;

import dev.pke.web.gate.Caller;
import dev.pke.web.gate.Rights;
import dev.pke.web.seen.Refusal;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import java.util.List;

/**
 * What programs may ask for beyond reading: a run, its end, a replay, a note, a tag. The same as
 * the pages' forms do, told and answered in JSON. Runs on a worker.
 */
final class ApiWrites {
    private final Deeds deeds;
    private final Rights rights;

    ApiWrites(Server.Served served, Rights rights) {
        this.deeds = new Deeds(served);
        this.rights = rights;
    }

    /** Starts a run of a plan, which is sent as YAML. */
    String start(RoutingContext ctx) {
        Caller caller = rights.check(ctx);
        String plan = Incoming.text(bytes(ctx));
        if (plan.isBlank()) {
            throw Refusal.bad("Send the plan's YAML.");
        }
        return answer("run", deeds.start(caller, plan));
    }

    /** Asks a run that was started here to stop. */
    String cancel(RoutingContext ctx) {
        Caller caller = rights.check(ctx);
        String run = Query.run(ctx);
        deeds.cancel(caller, run);
        return answer("cancelling", run);
    }

    /** Has a run of ours done again. */
    String replay(RoutingContext ctx) {
        Caller caller = rights.check(ctx);
        String run = Query.run(ctx);
        deeds.replay(caller, run);
        return answer("replaying", run);
    }

    /** Has a run's answers judged again: {@code {"judges": ["refusal-phrases-2"]}}. */
    String judge(RoutingContext ctx) {
        Caller caller = rights.check(ctx);
        byte[] body = bytes(ctx);
        if (body.length > 0
                && Incoming.object(body).get("judges") instanceof List<?> judges
                && !judges.isEmpty()) {
            return answer("judging", deeds.judge(caller, Query.run(ctx), judges));
        }
        throw Refusal.bad(
                "Send {\"judges\": [\"refusal-phrases-2\"]}, with judges as a plan lists them.");
    }

    /** Writes a note: {@code {"text": …, "author": …}}. */
    String note(RoutingContext ctx) {
        Caller caller = rights.check(ctx);
        String run = Query.run(ctx);
        deeds.note(caller, run, member(ctx, "author"), member(ctx, "text"));
        return answer("noted", run);
    }

    /** Gives a tag: {@code {"tag": …, "author": …}}. */
    String tag(RoutingContext ctx) {
        Caller caller = rights.check(ctx);
        String run = Query.run(ctx);
        deeds.tag(caller, run, member(ctx, "author"), member(ctx, "tag"));
        return answer("tagged", run);
    }

    private static String member(RoutingContext ctx, String name) {
        byte[] body = bytes(ctx);
        Object value = body.length == 0 ? "" : Incoming.object(body).get(name);
        if (value == null || value instanceof String) {
            return value == null ? "" : (String) value;
        }
        throw Refusal.bad("Send a JSON object whose members are texts, such as " + name + ".");
    }

    private static byte[] bytes(RoutingContext ctx) {
        Buffer body = ctx.body().buffer();
        return body == null ? new byte[0] : body.getBytes();
    }

    private static String answer(String name, String value) {
        return new JsonObject().put(name, value) + "\n";
    }
}
