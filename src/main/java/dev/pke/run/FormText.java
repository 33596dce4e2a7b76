package dev.pke.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A text that is read as if it had one expected form, canonical JSON with known keys, from left to
 * right. Where it deviates, {@link #fits} turns false for good and what is read is meaningless: the
 * caller then reads the text in a way that can say what is wrong.
 */
final class FormText {
    private static final int MOST_DIGITS = 9;

    private final char[] text; // an array, because reading a string char by char is slow
    private int at;
    private boolean fits = true;

    FormText(String text) {
        this.text = text.toCharArray();
    }

    /** Whether all of the text had the form that was asked for. */
    boolean fits() {
        return fits && at == text.length;
    }

    /** Exactly these characters. */
    FormText literal(String expected) {
        if (!takes(expected)) {
            deviate();
        }
        return this;
    }

    /** Takes these characters if they come next. */
    boolean takes(String wanted) {
        int length = wanted.length();
        boolean same = text.length - at >= length;
        for (int i = 0; i < length && same; i++) {
            same = text[at + i] == wanted.charAt(i);
        }
        if (same) {
            at += length;
        }
        return same;
    }

    /** A string without control characters or escapes by number. */
    String string() {
        literal("\"");
        int start = at;
        int end = start;
        while (end < text.length && text[end] != '"' && text[end] != '\\' && text[end] >= ' ') {
            end++;
        }
        at = end;
        if (peek() == '\\') {
            return escaped(start);
        }
        literal("\"");
        return new String(text, start, end - start);
    }

    /** A string behind each of these literals. */
    String[] strings(String[] literals) {
        String[] found = new String[literals.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = literal(literals[i]).string();
        }
        return found;
    }

    private String escaped(int start) {
        StringBuilder out = new StringBuilder().append(text, start, at - start);
        while (fits && peek() != '"') {
            char c = peek();
            at++;
            if (c == '\\') {
                int known = "\"\\/bfnrt".indexOf(peek());
                at++;
                if (known < 0) {
                    deviate();
                } else {
                    out.append("\"\\/\b\f\n\r\t".charAt(known));
                }
            } else if (c < ' ') {
                deviate();
            } else {
                out.append(c);
            }
        }
        at++;
        return out.toString();
    }

    /** An integer from 0 on, of at most {@value #MOST_DIGITS} digits. */
    int count() {
        int start = at;
        int value = 0;
        while (isDigit(peek())) {
            value = value * 10 + peek() - '0';
            at++;
            if (at - start > MOST_DIGITS) {
                deviate();
            }
        }
        if (at == start || (text[start] == '0' && at > start + 1)) {
            deviate();
        }
        return value;
    }

    /** A finite number. */
    double number() {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        int whole = at;
        digits();
        if (fits && text[whole] == '0' && at > whole + 1) {
            deviate();
        }
        if (peek() == '.') {
            at++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        double value = fits ? Double.parseDouble(new String(text, start, at - start)) : 0;
        if (!Double.isFinite(value)) {
            deviate();
        }
        return value;
    }

    /** An object of strings. */
    Map<String, String> strings() {
        return members(this::string);
    }

    /** An object of finite numbers. */
    Map<String, Double> numbers() {
        return members(this::number);
    }

    /** An array of integers from 0 on. */
    List<Integer> counts() {
        List<Integer> found = new ArrayList<>();
        literal("[");
        while (fits && peek() != ']') {
            if (!found.isEmpty()) {
                literal(",");
            }
            found.add(count());
        }
        literal("]");
        return found;
    }

    /** An object of values, no key twice. */
    <V> Map<String, V> members(Supplier<V> value) {
        Map<String, V> found = new LinkedHashMap<>();
        literal("{");
        while (fits && peek() != '}') {
            if (!found.isEmpty()) {
                literal(",");
            }
            String key = string();
            literal(":");
            if (found.put(key, value.get()) != null) {
                deviate();
            }
        }
        literal("}");
        return found;
    }

    private void digits() {
        int start = at;
        while (isDigit(peek())) {
            at++;
        }
        if (at == start) {
            deviate();
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The next character; NUL, which no form holds, behind the end. */
    private char peek() {
        return at < text.length ? text[at] : 0;
    }

    private void deviate() {
        fits = false;
        at = text.length;
    }
}
