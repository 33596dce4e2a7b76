package dev.pke.run;

import java.util.regex.Pattern;

/** The checks that several events share; each throws an IllegalArgument that says the value. */
final class Check {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private Check() {}

    /** A text that says something. */
    static void text(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is blank");
        }
    }

    /** A SHA-256 in lowercase hex. */
    static void sha256(String name, String value) {
        if (!SHA256.matcher(value).matches()) {
            throw new IllegalArgumentException(name + " is no lowercase SHA-256: " + value);
        }
    }

    static void atLeast(String name, long least, long value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " " + value + " is below " + least);
        }
    }
}
