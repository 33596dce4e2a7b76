package dev.pke.web;

import dev.pke.web.seen.Refusal;

import io.vertx.ext.web.RoutingContext;

/**
 * Who may make this server write or work: everyone who reaches it where it is bound to this machine
 * alone, otherwise whoever shows its token, in a header or in a form's field. Where a request may
 * come from is checked before, in {@link Safety}.
 */
final class Rights {
    private final ServerSettings settings;

    Rights(ServerSettings settings) {
        this.settings = settings;
    }

    /** Whether only this machine can reach the server. */
    private boolean isAlone() {
        String host = settings.host();
        return host.startsWith("127.") || host.equals("::1") || host.equals("localhost");
    }

    /** Whether anyone may at all, so that a form is worth showing. */
    boolean areGiven() {
        return isAlone() || settings.token() != null;
    }

    /** Whether a form needs a field for the token. */
    boolean needToken() {
        return !isAlone();
    }

    /** Lets a request pass that may write, refuses any other with 401. */
    void check(RoutingContext ctx) {
        String token = settings.token();
        if (!isAlone() && !AccessToken.shown(ctx, token) && !AccessToken.inForm(ctx, token)) {
            throw new Refusal(401, "Send the server's token: Authorization: Bearer TOKEN.");
        }
    }
}
