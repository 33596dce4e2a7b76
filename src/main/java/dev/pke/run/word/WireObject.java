package dev.pke.run.word;

import dev.pke.event.CanonicalJson;
import dev.pke.event.MalformedJson;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A JSON object that is read by hand: each key is asked for with what it must hold, and at the end
 * there may be none that was not. Whatever does not fit is an IllegalArgumentException.
 */
public final class WireObject {
    private final Map<?, ?> fields;
    private final List<String> asked = new ArrayList<>();

    private WireObject(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("no object: " + json);
        }
        fields = map;
    }

    /** Reads a text that is one object of a form. */
    public static <T> T read(String json, Function<WireObject, T> form) {
        try {
            return of(CanonicalJson.parse(json), form);
        } catch (MalformedJson malformed) {
            throw new IllegalArgumentException(malformed.getMessage(), malformed);
        }
    }

    /** Reads a parsed value that is one object of a form. */
    public static <T> T of(@Nullable Object json, Function<WireObject, T> form) {
        WireObject object = new WireObject(json);
        T read = form.apply(object);
        if (object.asked.size() != object.fields.size()) { // each key is asked for once
            for (Object key : object.fields.keySet()) {
                if (!object.asked.contains(String.valueOf(key))) {
                    throw new IllegalArgumentException("there is no " + key + " in it");
                }
            }
        }
        return read;
    }

    /** Whether it has a key. */
    public boolean has(String key) {
        return fields.containsKey(key);
    }

    private @Nullable Object value(String key) {
        asked.add(key);
        Object value = fields.get(key);
        if (value == null && !fields.containsKey(key)) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value;
    }

    /** An object within it. */
    public <T> T object(String key, Function<WireObject, T> form) {
        return of(value(key), form);
    }

    /** An object within it, or null. */
    public <T> @Nullable T objectOrNull(String key, Function<WireObject, T> form) {
        Object value = value(key);
        return value == null ? null : of(value, form);
    }

    /** An object of any keys whose values are all of one kind. */
    public <T> Map<String, T> map(String key, Function<@Nullable Object, T> each) {
        return map(value(key), each);
    }

    private static <T> Map<String, T> map(
            @Nullable Object value, Function<@Nullable Object, T> each) {
        if (!(value instanceof Map<?, ?> fields)) {
            throw new IllegalArgumentException("no object: " + value);
        }
        Map<String, T> map = new LinkedHashMap<>();
        fields.forEach((name, held) -> map.put(String.valueOf(name), each.apply(held)));
        return map;
    }

    /** An object of objects of any keys, whose values are all objects of one form. */
    public <T> Map<String, Map<String, T>> maps(String key, Function<WireObject, T> form) {
        return map(key, inner -> map(inner, each -> of(each, form)));
    }

    /** An object of any keys whose values are all objects of one form. */
    public <T> Map<String, T> objects(String key, Function<WireObject, T> form) {
        return map(key, each -> of(each, form));
    }

    /** An object of any keys and any values, whole numbers as small as they fit. */
    public Map<String, @Nullable Object> any(String key) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (!(anything(value(key)) instanceof Map<?, ?> fields)) {
            throw new IllegalArgumentException(key + " is no object");
        }
        fields.forEach((name, held) -> map.put(String.valueOf(name), held));
        return map;
    }

    private static @Nullable Object anything(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((name, held) -> copy.put(String.valueOf(name), anything(held)));
                yield copy;
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                list.forEach(each -> copy.add(anything(each)));
                yield copy;
            }
            case Long whole when whole.intValue() == whole -> whole.intValue();
            case null, default -> value;
        };
    }

    /** A list whose values are all of one kind. */
    public <T> List<T> list(String key, Function<@Nullable Object, T> each) {
        if (value(key) instanceof List<?> values) {
            List<T> list = new ArrayList<>();
            values.forEach(value -> list.add(each.apply(value)));
            return list;
        }
        throw new IllegalArgumentException(key + " is no list");
    }

    /** A list of objects of one form. */
    public <T> List<T> listOf(String key, Function<WireObject, T> form) {
        return list(key, each -> of(each, form));
    }

    /** A text. */
    public String text(String key) {
        return text(value(key));
    }

    /** A text that is left out where it says nothing. */
    public String textOrNone(String key) {
        if (!has(key)) {
            return "";
        }
        String text = text(key);
        if (text.isEmpty()) {
            throw new IllegalArgumentException(key + " says nothing and is not left out");
        }
        return text;
    }

    /** A text, or null. */
    public @Nullable String textOrNull(String key) {
        Object value = value(key);
        return value == null ? null : text(value);
    }

    /** Whether something is so. */
    public boolean truth(String key) {
        Object value = value(key);
        if (value instanceof Boolean is) {
            return is;
        }
        throw new IllegalArgumentException(key + " is neither true nor false: " + value);
    }

    /** A whole number. */
    public long whole(String key) {
        return whole(value(key));
    }

    /** A whole number, or null. */
    public @Nullable Long wholeOrNull(String key) {
        Object value = value(key);
        return value == null ? null : (Long) whole(value);
    }

    /** A whole number that is no larger than others of its kind. */
    public int small(String key) {
        return small(value(key));
    }

    /** A number, or one of the texts that stand for what is not finite. */
    public double number(String key) {
        return number(value(key));
    }

    /** The text that a value is. */
    public static String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("no text: " + value);
    }

    /** The small whole number that a value is. */
    public static int small(@Nullable Object value) {
        long whole = whole(value);
        if ((int) whole != whole) {
            throw new IllegalArgumentException("too large a number: " + whole);
        }
        return (int) whole;
    }

    private static long whole(@Nullable Object value) {
        if (value instanceof Long whole) {
            return whole;
        }
        throw new IllegalArgumentException("no whole number: " + value);
    }

    /** The number that a value is, or that its text stands for. */
    public static double number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return switch (text(value)) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new IllegalArgumentException("no number: " + value);
        };
    }
}
