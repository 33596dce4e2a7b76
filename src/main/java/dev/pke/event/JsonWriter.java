package dev.pke.event;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;

/** Writes one value as RFC 8785 says; keys sort by UTF-16 units, as {@code String} compares. */
final class JsonWriter {
    private final StringBuilder out = new StringBuilder(256);

    String write(@Nullable Object value) {
        value(value, 0);
        return out.toString();
    }

    private void value(@Nullable Object value, int depth) {
        if (depth > CanonicalJson.MAX_DEPTH) {
            throw new IllegalArgumentException("nested deeper than " + CanonicalJson.MAX_DEPTH);
        }
        switch (value) {
            case null -> out.append("null");
            case Boolean b -> out.append(b.booleanValue());
            case String s -> string(s);
            case Double d -> number(d);
            case Float f -> number(f);
            case Long l -> integer(l);
            case Integer i -> out.append(i.intValue());
            case Short s -> out.append(s.intValue());
            case Byte b -> out.append(b.intValue());
            case Map<?, ?> map -> object(map, depth);
            case Iterable<?> list -> array(list, depth);
            default ->
                    throw new IllegalArgumentException(
                            "no JSON for " + value.getClass().getName() + ": " + value);
        }
    }

    private void number(double d) {
        if (Double.isFinite(d)) {
            EcmaNumber.append(out, d);
        } else {
            string(Double.toString(d));
        }
    }

    private void integer(long l) {
        if (l > CanonicalJson.MAX_INTEGER || l < -CanonicalJson.MAX_INTEGER) {
            throw new IllegalArgumentException("an integer beyond ±2^53 must be a string: " + l);
        }
        out.append(l);
    }

    private void array(Iterable<?> list, int depth) {
        char before = '[';
        for (Object element : list) {
            out.append(before);
            value(element, depth + 1);
            before = ',';
        }
        out.append(before == '[' ? "[]" : "]");
    }

    private void object(Map<?, ?> map, int depth) {
        TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new IllegalArgumentException("a key must be a string: " + entry.getKey());
            }
            String whole = JsonText.wellFormed(key);
            if (sorted.containsKey(whole)) {
                throw new IllegalArgumentException("two keys are both written \"" + whole + '"');
            }
            sorted.put(whole, entry.getValue());
        }
        char before = '{';
        for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
            out.append(before);
            string(entry.getKey());
            out.append(':');
            value(entry.getValue(), depth + 1);
            before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
    }

    private void string(String s) {
        JsonText.quote(out, s);
    }
}
