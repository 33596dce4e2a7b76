package dev.pke.web.gate;

import dev.pke.web.seen.Refusal;

import io.vertx.ext.web.RoutingContext;

/**
 * Who may make this server write or work: everyone who reaches it where it is bound to this machine
 * alone, otherwise whoever is known and has that right. Where a request may come from is checked
 * before, in {@link Safety}.
 */
public record Rights(Callers callers) {
    /** Whether anyone may at all, so that a form is worth showing. */
    public boolean areGiven() {
        return callers.areAlone() || callers.canBeKnown();
    }

    /** Whether a form needs a field for the token. */
    public boolean needToken() {
        return !callers.areAlone() && callers.front().proxies().isEmpty();
    }

    /** Lets a request pass that may write or start work; whose it is. */
    public Caller check(RoutingContext ctx) {
        Caller caller = callers.of(ctx);
        if (caller == null) {
            throw unknown();
        }
        if (!caller.isAdmin()) {
            throw new Refusal(403, "The token " + caller.name() + " may not do that.");
        }
        return caller;
    }

    /** Lets a request pass that appends to a run, whose name is empty for a blob. */
    public Caller append(RoutingContext ctx, String run) {
        Caller caller = callers.elsewhere(ctx);
        if (caller == null && !callers.canBeKnown()) {
            throw new Refusal(
                    403,
                    "This server takes no events; start it with PKE_TOKEN set, or make a token"
                            + " with pke token make, to do so.");
        }
        if (caller == null) {
            throw unknown();
        }
        if (!(run.isEmpty() ? caller.sends() : caller.appendsTo(run))) {
            throw new Refusal(403, "The token " + caller.name() + " may not append to that.");
        }
        return caller;
    }

    private static Refusal unknown() {
        return new Refusal(401, "Send a token that holds: Authorization: Bearer TOKEN.");
    }
}
