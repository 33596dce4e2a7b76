package dev.pke.web.gate;

import dev.pke.store.Tokens;
import dev.pke.web.seen.Refusal;

import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Tells who asks: by a token in a header or in a form's field, by what a trusted proxy says, or by
 * being on this machine where nobody else can be. Looks into the store: runs on a worker.
 *
 * @param host the address the server listens on
 * @param token the server's own, which may do everything; null for none
 * @param tokens those that were made one by one; null where there is no store for them
 */
public record Callers(String host, @Nullable String token, @Nullable Tokens tokens, Front front) {
    private static final String BEARER = "Bearer ";

    /** Whether only this machine can reach the server, and no proxy brings others. */
    boolean areAlone() {
        boolean loopback =
                host.startsWith("127.") || host.equals("::1") || host.equals("localhost");
        return loopback && front.proxies().isEmpty();
    }

    /** Whether anyone elsewhere can be known at all. */
    boolean canBeKnown() {
        return token != null
                || !front.proxies().isEmpty()
                || (tokens != null && !tokens.all().isEmpty());
    }

    /** Whoever asks from elsewhere, by a token or through a proxy; null if that is not known. */
    public @Nullable Caller elsewhere(RoutingContext ctx) {
        String shown = shown(ctx);
        if (shown != null) {
            return byToken(shown);
        }
        SocketAddress peer = ctx.request().remoteAddress();
        String user = ctx.request().getHeader(front.userHeader());
        return user != null
                        && !user.isBlank()
                        && peer != null
                        && front.proxies().contains(peer.hostAddress())
                ? new Caller(user.strip(), "user", Tokens.Scope.ADMIN, "")
                : null;
    }

    private static @Nullable String shown(RoutingContext ctx) {
        String header = ctx.request().getHeader("Authorization");
        if (header != null && header.startsWith(BEARER)) {
            return header.substring(BEARER.length());
        }
        String field = ctx.request().getFormAttribute("token");
        return field == null || field.isBlank() ? null : field.strip();
    }

    /** What the token that is shown lets its bearer do. */
    public String told(RoutingContext ctx) {
        Caller caller = elsewhere(ctx);
        if (caller == null) {
            throw new Refusal(401, "Send a token that holds: Authorization: Bearer TOKEN.");
        }
        return new JsonObject()
                        .put("name", caller.name())
                        .put("scope", caller.scope().wire())
                        .put("run", caller.run())
                + "\n";
    }

    /** Whoever asks; null if that is not known, or shows a token that does not hold (any more). */
    public @Nullable Caller of(RoutingContext ctx) {
        Caller known = elsewhere(ctx);
        return known == null && areAlone() && shown(ctx) == null
                ? new Caller("this machine", "local", Tokens.Scope.ADMIN, "")
                : known;
    }

    /** Refuses whoever may not even read. */
    public void mayRead(RoutingContext ctx) {
        if (front.readers() == Front.Readers.KNOWN && of(ctx) == null) {
            throw new Refusal(401, "This server is read by those it knows: show a token.");
        }
    }

    private @Nullable Caller byToken(String shown) {
        if (token != null && same(shown, token)) {
            return new Caller("the server's token", "token", Tokens.Scope.ADMIN, "");
        }
        Tokens.Grant grant = tokens == null ? null : tokens.shown(shown);
        return grant == null ? null : new Caller(grant.name(), "token", grant.scope(), grant.run());
    }

    private static boolean same(String shown, String token) {
        return MessageDigest.isEqual(
                shown.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
