package dev.pke.web;

import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Whether a request shows the server's token, compared in constant time. */
final class Token {
    private static final String BEARER = "Bearer ";

    private Token() {}

    static boolean shown(RoutingContext ctx, @Nullable String token) {
        String header = ctx.request().getHeader("Authorization");
        if (token == null || header == null || !header.startsWith(BEARER)) {
            return false;
        }
        byte[] shown = header.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(shown, token.getBytes(StandardCharsets.UTF_8));
    }
}
