package dev.pke.web.gate;

import dev.pke.web.seen.Refusal;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which methods an address answers, so that another one is told so rather than not found. */
public final class Allowed {
    private final Map<Pattern, Set<String>> methods = new LinkedHashMap<>();

    /** Of the routes that were made. */
    public Allowed(List<Route> routes) {
        for (Route route : routes) {
            String path = route.getPath();
            Set<HttpMethod> its = route.methods();
            if (path != null && its != null) {
                Pattern pattern = Pattern.compile(path.replaceAll(":\\w+", "[^/]+"));
                Set<String> names = methods.computeIfAbsent(pattern, _ -> new TreeSet<>());
                its.forEach(method -> names.add(method.name()));
            }
        }
    }

    /** What to say of a request that no route took. */
    public Refusal refusal(RoutingContext ctx) {
        String path = ctx.normalizedPath();
        Set<String> its = of(path);
        if (its.isEmpty()) {
            return Refusal.notFound("There is no page " + path + " here.");
        }
        String all = String.join(", ", its);
        ctx.response().putHeader("Allow", all);
        return new Refusal(405, "This address answers " + all + " alone.");
    }

    /** The methods that an address answers; none where there is no such address. */
    Set<String> of(String path) {
        Set<String> all = new TreeSet<>();
        methods.forEach((pattern, names) -> {
            if (pattern.matcher(path).matches()) {
                all.addAll(names);
            }
        });
        return all;
    }
}
