package dev.pke.run.word;

import dev.pke.event.CanonicalJson;
import dev.pke.event.Sha256;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a plan is but for its seeds, as a short digest: two runs with equal ones are seeds of one
 * plan, whatever it was called.
 */
public final class PlanKey {
    /** Digits of a digest that is only to tell apart. */
    public static final int SHORT = 10;

    private PlanKey() {}

    /** The key of a method's plan. */
    public static String of(String method, Map<?, ?> plan) {
        Map<String, Object> what = new TreeMap<>();
        what.put("method", method);
        what.put("plan", seedless(plan));
        return brief(CanonicalJson.write(what));
    }

    /** A plan without what it is called and without its seeds, at any depth. */
    public static Map<String, Object> seedless(Map<?, ?> plan) {
        Map<String, Object> kept = withoutSeeds(plan);
        kept.remove("name"); // the plan's; further down it names a method
        return kept;
    }

    private static Map<String, Object> withoutSeeds(Map<?, ?> part) {
        Map<String, Object> kept = new TreeMap<>();
        part.forEach((key, value) -> {
            if (!"seed".equals(key)) {
                Object inner = value instanceof Map<?, ?> map ? withoutSeeds(map) : value;
                kept.put(String.valueOf(key), Objects.requireNonNullElse(inner, ""));
            }
        });
        return kept;
    }

    /** A text's short digest. */
    public static String brief(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, SHORT);
    }
}
