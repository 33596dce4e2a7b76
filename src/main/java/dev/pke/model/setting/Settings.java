package dev.pke.model.setting;

import dev.pke.fault.ModelError;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The named values a method is run with. A method states each of its keys once: the usual value,
 * what it may be, and what it means; what a plan gives must fit that.
 */
public final class Settings {
    private final Map<String, SettingKey> known;
    private final Map<String, Object> values;

    private Settings(Map<String, SettingKey> known, Map<String, Object> values) {
        this.known = Collections.unmodifiableMap(new LinkedHashMap<>(known));
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** No keys. */
    public static Settings none() {
        return new Settings(Map.of(), Map.of());
    }

    /** With a number or a whole number. */
    public Settings number(String key, double usual, Range range, String meaning) {
        Object value = range.kind() == Range.Kind.WHOLE ? (Object) (long) usual : usual;
        return and(new SettingKey(key, value, range, meaning));
    }

    /** With a seed of draws. */
    public Settings withSeed(String meaning) {
        return and(new SettingKey("seed", 1L, new Seed(), meaning));
    }

    /** With a word, the first of its choices the usual one. */
    public Settings choice(String key, List<String> words, String meaning) {
        return and(new SettingKey(key, words.getFirst(), new Words(words), meaning));
    }

    private Settings and(SettingKey key) {
        Map<String, SettingKey> keys = new LinkedHashMap<>(known);
        Map<String, Object> more = new LinkedHashMap<>(values);
        keys.put(key.name(), key);
        more.put(key.name(), key.usual());
        return new Settings(keys, more);
    }

    /** What each key may be and means, in the method's order. */
    public Collection<SettingKey> known() {
        return known.values();
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
        return new Settings(known, out);
    }

    private Object fit(String key, Object value) {
        SettingKey own = known.get(key);
        if (own == null) {
            throw new ModelError("unknown key '" + key + "', " + nearest(key));
        }
        Object fits = own.allowed().fit(value);
        if (fits == null) {
            throw new ModelError(
                    "key '" + key + "' is " + value + ", must be " + own.allowed().told());
        }
        return fits;
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
