package dev.pke.model;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The named values a method is run with. A method states its keys with their defaults; what a plan
 * gives must fit them: numbers (Double), whole numbers (Long) or words (String, one of its
 * choices).
 */
public final class Settings {
    private final Map<String, Object> values;
    private final Map<String, List<String>> choices;

    private Settings(Map<String, Object> values, Map<String, List<String>> choices) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        this.choices = Map.copyOf(choices);
    }

    /** No keys. */
    public static Settings none() {
        return new Settings(Map.of(), Map.of());
    }

    /** With a number. */
    public Settings number(String key, double value) {
        return and(key, value);
    }

    /** With a whole number. */
    public Settings whole(String key, long value) {
        return and(key, value);
    }

    /** With a word, the first of its choices the default. */
    public Settings choice(String key, String... allowed) {
        Map<String, List<String>> more = new LinkedHashMap<>(choices);
        more.put(key, List.of(allowed));
        return new Settings(and(key, allowed[0]).values, more);
    }

    private Settings and(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(key, value);
        return new Settings(more, choices);
    }

    /** Every key, in the method's order. */
    public Set<String> keys() {
        return values.keySet();
    }

    /** Key to value, in the method's order. */
    public Map<String, Object> values() {
        return values;
    }

    /**
     * These settings with the given ones over them.
     *
     * @throws ModelError naming an unknown key with the nearest known one, or a value that doesn't
     *     fit
     */
    public Settings with(Map<String, ?> given) {
        Map<String, Object> out = new LinkedHashMap<>(values);
        given.forEach((key, value) -> out.put(key, fit(key, value)));
        return new Settings(out, choices);
    }

    private Object fit(String key, Object value) {
        Object own = values.get(key);
        if (own == null) {
            throw new ModelError("unknown key '" + key + "', " + nearest(key));
        }
        if (own instanceof Double
                && value instanceof Number n
                && Double.isFinite(n.doubleValue())) {
            return n.doubleValue();
        }
        if (own instanceof Long && value instanceof Number n && n.doubleValue() == n.longValue()) {
            return n.longValue();
        }
        List<String> allowed = choices.getOrDefault(key, List.of());
        if (own instanceof String && allowed.contains(String.valueOf(value))) {
            return String.valueOf(value);
        }
        String expected =
                switch (own) {
                    case Double d -> "a number such as " + d;
                    case Long l -> "a whole number such as " + l;
                    default -> "one of " + allowed;
                };
        throw new ModelError("key '" + key + "' is " + value + ", expected " + expected);
    }

    private String nearest(String key) {
        return keys().stream()
                .min(Comparator.comparingInt(known -> distance(known, key)))
                .map(known -> "nearest is '" + known + "'")
                .orElse("none is known here");
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = corner + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    /** The number under {@code key}. */
    public double number(String key) {
        return get(key, Double.class);
    }

    /** The whole number under {@code key}. */
    public int whole(String key) {
        return Math.toIntExact(get(key, Long.class));
    }

    /** The seed or other long number under {@code key}. */
    public long seed(String key) {
        return get(key, Long.class);
    }

    /** The word under {@code key}. */
    public String word(String key) {
        return get(key, String.class);
    }

    /** True when the word under {@code key} is {@code value}. */
    public boolean is(String key, String value) {
        return word(key).equals(value);
    }

    private <T> T get(String key, Class<T> kind) {
        Object value = values.get(key);
        if (!kind.isInstance(value)) {
            throw new IllegalArgumentException(
                    "no " + kind.getSimpleName() + " under '" + key + "'");
        }
        return kind.cast(value);
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
