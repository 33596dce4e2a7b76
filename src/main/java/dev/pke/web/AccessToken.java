package dev.pke.web;

import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Whether a request shows the server's token, compared in constant time. */
final class AccessToken {
    private static final String BEARER = "Bearer ";

    private AccessToken() {}

    /** In the header. */
    static boolean shown(RoutingContext ctx, @Nullable String token) {
        String header = ctx.request().getHeader("Authorization");
        return header != null
                && header.startsWith(BEARER)
                && same(header.substring(BEARER.length()), token);
    }

    /** In a form's field. */
    static boolean inForm(RoutingContext ctx, @Nullable String token) {
        String field = ctx.request().getFormAttribute("token");
        return field != null && same(field.strip(), token);
    }

    private static boolean same(String shown, @Nullable String token) {
        return token != null
                && MessageDigest.isEqual(
                        shown.getBytes(StandardCharsets.UTF_8),
                        token.getBytes(StandardCharsets.UTF_8));
    }
}
