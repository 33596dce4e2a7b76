package dev.pke.web.gate;

import dev.pke.web.seen.Refusal;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What every request passes first: a host name we go by (a page elsewhere may point its own name at
 * this address: DNS rebinding), and, for a request that writes, an origin of our own (another
 * site's form can post here too). Sets the headers that keep a page from running anything not ours.
 */
public final class Safety {
    public static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                    + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri"
                    + " 'none'";

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]+]");
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Set<String> names;

    /** Of a server that goes by names. */
    public Safety(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    /** Lets a request pass, or refuses it. */
    public void check(RoutingContext ctx) {
        headers(ctx.response());
        HttpServerRequest request = ctx.request();
        if (request.headers().getAll("Host").size() > 1 || !request.uri().startsWith("/")) {
            // two readers of such a request may each take it for another: a proxy and we, say
            ctx.fail(Refusal.bad("Ask for a path, with one Host header."));
            return;
        }
        HostAndPort authority = request.authority();
        String host = authority == null ? null : authority.toString();
        if (host == null || !isOurs(host)) {
            ctx.fail(
                    new Refusal(
                            421,
                            "This server does not go by that name; call it localhost or start it"
                                    + " with --name NAME."));
            return;
        }
        if (!READS.contains(request.method()) && !isSameSite(request, host)) {
            ctx.fail(new Refusal(403, "Only pages of this server may send this request."));
            return;
        }
        ctx.next();
    }

    boolean isOurs(String hostAndPort) {
        String host = hostAndPort.toLowerCase(Locale.ROOT).replaceFirst(":\\d{1,5}$", "");
        return host.equals("localhost")
                || IPV4.matcher(host).matches()
                || IPV6.matcher(host).matches()
                || names.contains(host);
    }

    private static boolean isSameSite(HttpServerRequest request, String host) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return false;
        }
        @Nullable String origin = request.getHeader("Origin");
        return origin == null
                || origin.equalsIgnoreCase("http://" + host)
                || origin.equalsIgnoreCase("https://" + host);
    }

    private static void headers(HttpServerResponse response) {
        response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Cache-Control", "no-store");
    }
}
