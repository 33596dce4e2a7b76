package dev.pke.run.word;

import dev.pke.event.CanonicalJson;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The checks that several events share; each throws an IllegalArgument that says the value. */
public final class Check {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private Check() {}

    /** A text that says something: one code point at least that is no blank. */
    public static void text(String name, String value) {
        if (value.codePoints().allMatch(Check::isBlank)) {
            throw new IllegalArgumentException(name + " is blank");
        }
    }

    /** The blanks, as schema/README.md lists them; no library's idea of white space is asked. */
    private static boolean isBlank(int c) {
        return (c >= 0x09 && c <= 0x0d)
                || (c >= 0x1c && c <= 0x20)
                || c == 0x1680
                || (c >= 0x2000 && c <= 0x200a && c != 0x2007)
                || c == 0x2028
                || c == 0x2029
                || c == 0x205f
                || c == 0x3000;
    }

    /** A SHA-256 in lowercase hex. */
    public static void sha256(String name, String value) {
        if (!SHA256.matcher(value).matches()) {
            throw new IllegalArgumentException(name + " is no lowercase SHA-256: " + value);
        }
    }

    /** As many of one thing as of another. */
    public static void asMany(long some, String what, long others, String which) {
        if (some != others) {
            throw new IllegalArgumentException(some + " " + what + ", but " + others + " " + which);
        }
    }

    /** What a clock said, copied: finite numbers of at least 0. */
    public static Map<String, Double> measured(Map<String, Double> measured) {
        Map<String, Double> copy = Map.copyOf(measured);
        copy.forEach((name, value) -> {
            if (!(value >= 0 && value <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        name + " " + value + " is no finite number of at least 0");
            }
        });
        return copy;
    }

    /** A distance or the like, which is not below 0; it may be no number. */
    public static void distance(String name, double value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " " + value + " is below 0");
        }
    }

    /** Maps within a map, all copied. */
    public static <T> Map<String, Map<String, T>> copied(Map<String, Map<String, T>> maps) {
        Map<String, Map<String, T>> copies = new HashMap<>();
        maps.forEach((key, each) -> copies.put(key, Map.copyOf(each)));
        return Map.copyOf(copies);
    }

    /** A whole number from {@code least} to 2^53, beyond which a double is not exact. */
    public static void atLeast(String name, long least, long value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " " + value + " is below " + least);
        }
        if (value > CanonicalJson.MAX_INTEGER) {
            throw new IllegalArgumentException(name + " " + value + " is beyond 2^53");
        }
    }
}
