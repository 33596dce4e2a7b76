package dev.pke.web;

import dev.pke.event.Sha256;
import dev.pke.fault.UserError;
import dev.pke.web.seen.Refusal;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Serves {@code /static/NAME} from the class path: style sheet, scripts, fonts, icon. */
final class StaticFiles {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]+\\.(css|js|svg|woff2|txt)");
    private static final Map<String, String> TYPES =
            Map.of(
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml",
                    "txt", "text/plain; charset=utf-8", // the fonts' licences
                    "woff2", "font/woff2");

    private record Held(Buffer bytes, String tag, String type) {}

    private final Map<String, Held> held = new ConcurrentHashMap<>();

    void serve(RoutingContext ctx) {
        String name = ctx.pathParam("name");
        if (!NAME.matcher(name).matches()) {
            ctx.fail(Refusal.notFound("There is no file " + name + " here."));
            return;
        }
        Held file = held.computeIfAbsent(name, StaticFiles::read);
        var response = ctx.response();
        response.putHeader("Cache-Control", "no-cache").putHeader("ETag", file.tag());
        if (file.tag().equals(ctx.request().getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
            return;
        }
        Reply.send(ctx, file.type(), file.bytes());
    }

    private static Held read(String name) {
        try (InputStream in = StaticFiles.class.getResourceAsStream("/web/static/" + name)) {
            if (in == null) {
                throw Refusal.notFound("There is no file " + name + " here.");
            }
            byte[] bytes = in.readAllBytes();
            String tag = '"' + Sha256.hex(bytes).substring(0, 24) + '"';
            String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "");
            return new Held(Buffer.buffer(bytes), tag, type);
        } catch (IOException unreadable) {
            throw new UserError("the file " + name + " of this program can't be read", unreadable);
        }
    }
}
