package dev.pke.web;

import dev.pke.run.RemarkWriter;
import dev.pke.run.RunRecord;
import dev.pke.web.gate.Acts;
import dev.pke.web.gate.Caller;
import dev.pke.web.gate.Rights;
import dev.pke.web.seen.Refusal;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

import java.util.UUID;

/**
 * What programs may ask for beyond reading: a run, its end, a replay, a note, a tag. The same as
 * the pages' forms do, told and answered in JSON. Runs on a worker.
 */
final class ApiWrites {
    private final Server.Served served;
    private final RemarkWriter remarks;
    private final Acts acts;
    private final Rights rights;

    ApiWrites(Server.Served served, Rights rights) {
        this.served = served;
        this.remarks = new RemarkWriter(served.store());
        this.acts = new Acts(served.store());
        this.rights = rights;
    }

    /** Starts a run of a plan, which is sent as YAML. */
    String start(RoutingContext ctx) {
        Caller caller = rights.check(ctx);
        String plan = ctx.body().asString();
        if (plan == null || plan.isBlank()) {
            throw Refusal.bad("Send the plan's YAML.");
        }
        String run = served.commands().start(plan);
        acts.did(caller, "run-started", run);
        return answer("run", run);
    }

    /** Asks a run that was started here to stop. */
    String cancel(RoutingContext ctx) {
        Caller caller = rights.check(ctx);
        String run = Query.run(ctx);
        served.commands().cancel(run);
        acts.did(caller, "run-cancelled", run);
        return answer("cancelling", run);
    }

    /** Has a run of ours done again. */
    String replay(RoutingContext ctx) {
        Caller caller = rights.check(ctx);
        String run = Query.run(ctx);
        replay(served, run);
        acts.did(caller, "replay-asked", run);
        return answer("replaying", run);
    }

    /** The same for a form. */
    static void replay(Server.Served served, String run) {
        if (!RunRecord.holds(served.store(), run)) {
            throw Refusal.notFound("There is no run " + run + " in this record.");
        }
        served.commands().replay(run);
    }

    /** Writes a note: {@code {"text": …, "author": …}}. */
    String note(RoutingContext ctx) {
        Caller caller = rights.check(ctx);
        String run = Query.run(ctx);
        String id = "remark." + UUID.randomUUID();
        remarks.note(id, run, member(ctx, "author"), member(ctx, "text"));
        acts.did(caller, "noted", run);
        return answer("noted", run);
    }

    /** Gives a tag: {@code {"tag": …, "author": …}}. */
    String tag(RoutingContext ctx) {
        Caller caller = rights.check(ctx);
        String run = Query.run(ctx);
        String id = "remark." + UUID.randomUUID();
        remarks.tag(id, run, member(ctx, "author"), member(ctx, "tag"));
        acts.did(caller, "tagged", run);
        return answer("tagged", run);
    }

    private static String member(RoutingContext ctx, String name) {
        try {
            JsonObject sent = ctx.body().asJsonObject();
            Object value = sent == null ? null : sent.getValue(name);
            if (value == null || value instanceof String) {
                return value == null ? "" : (String) value;
            }
        } catch (DecodeException | ClassCastException unread) {
            // said below
        }
        throw Refusal.bad("Send a JSON object whose members are texts, such as " + name + ".");
    }

    private static String answer(String name, String value) {
        return new JsonObject().put(name, value) + "\n";
    }
}
