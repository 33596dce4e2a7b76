package dev.pke.run.word;

import dev.pke.event.CanonicalJson;
import dev.pke.event.Sha256;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a plan is but for what only repeats it, as a short digest: two runs with equal ones are the
 * same experiment with other seeds or other instances drawn, whatever it was called.
 */
public final class PlanKey {
    /** Digits of a digest that is only to tell apart. */
    public static final int SHORT = 10;

    /** What only repeats an experiment: seeds, and which instances were drawn. */
    public static final Set<String> REPEATS = Set.of("seed", "draw", "nth");

    /** The key of the run whose answers a recorded plan judges again. */
    public static final String ANSWERS_OF = "answers-of";

    private PlanKey() {}

    /** The run whose answers a plan judges again; an empty text where it makes its own. */
    public static String answersOf(Map<?, ?> plan) {
        return plan.get(ANSWERS_OF) instanceof String run ? run : "";
    }

    /** The key of a method's plan. */
    public static String of(String method, Map<?, ?> plan) {
        Map<String, Object> what = new TreeMap<>();
        what.put("method", method);
        what.put("plan", unrepeated(plan));
        return brief(CanonicalJson.write(what));
    }

    /** A plan without what it is called and without what only repeats it, at any depth. */
    public static Map<String, Object> unrepeated(Map<?, ?> plan) {
        Map<String, Object> kept = without(plan);
        kept.remove("name"); // the plan's; further down it names a method
        kept.remove(ANSWERS_OF); // made for another run, they are the same
        return kept;
    }

    private static Map<String, Object> without(Map<?, ?> part) {
        Map<String, Object> kept = new TreeMap<>();
        part.forEach((key, value) -> {
            if (!REPEATS.contains(key)) {
                Object inner = value instanceof Map<?, ?> map ? without(map) : value;
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
