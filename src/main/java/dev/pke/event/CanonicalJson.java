package dev.pke.event;

import org.jspecify.annotations.Nullable;

/**
 * JSON with exactly one spelling for a value: the JSON Canonicalization Scheme of RFC 8785.
 *
 * <p>Values are {@code Map<String, ?>}, {@code Iterable<?>}, {@code String}, {@code Boolean},
 * {@code Byte Short Integer Long} (within ±2^53), {@code Float} (widened) and {@code Double}, and
 * null. A non-finite number is written as the string {@code "NaN"}, {@code "Infinity"} or {@code
 * "-Infinity"}; a lone surrogate as U+FFFD.
 */
public final class CanonicalJson {
    /** Longest text accepted, in UTF-16 units. */
    public static final int MAX_LENGTH = 64 << 20;

    /** Deepest nesting of objects and arrays accepted. */
    public static final int MAX_DEPTH = 64;

    /** Integers of greater size are not exact in a double and are refused. */
    public static final long MAX_INTEGER = 1L << 53;

    private CanonicalJson() {}

    /** The canonical text of a value; {@link IllegalArgumentException} if it has none. */
    public static String write(@Nullable Object value) {
        return new JsonWriter().write(value);
    }

    /**
     * The value of a JSON text (RFC 8259, strictly; not necessarily canonical): objects as {@code
     * Map<String, Object>} in the order written, arrays as {@code List<Object>}, both unmodifiable;
     * numbers spelled as integers within ±2^53 as {@code Long}, all others as {@code Double}.
     *
     * @throws MalformedJson where it is no JSON, repeats a key, holds a number too large for a
     *     double, or passes a limit
     */
    public static @Nullable Object parse(String json) {
        return new JsonParser(json, JsonParser.Spelling.ANY).parse();
    }

    /**
     * As {@link #parse}, but a lone surrogate is {@link MalformedJson} and does not become U+FFFD:
     * for doors where a text must be kept as it was sent or not at all.
     */
    public static @Nullable Object parseWhole(String json) {
        return new JsonParser(json, JsonParser.Spelling.WHOLE).parse();
    }

    /**
     * As {@link #parse}, of the RFC 8785 spelling of an object; any other text is {@link
     * MalformedJson}, from where it departs from that.
     */
    public static Object parseCanonical(String json) {
        return new JsonParser(json, JsonParser.Spelling.CANONICAL).object();
    }

    /** The canonical spelling of any JSON text. */
    public static String canonical(String json) {
        return write(parse(json));
    }

    /**
     * Where a text departs from the canonical JSON of an object, in UTF-16 units; -1 if nowhere.
     */
    public static int firstFault(String json) {
        try {
            parseCanonical(json);
            return -1;
        } catch (MalformedJson departs) {
            return departs.offset();
        }
    }
}
