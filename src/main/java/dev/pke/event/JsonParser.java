package dev.pke.event;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads one RFC 8259 text, strictly: no comments, no repeated keys, nothing after the value; where
 * it is asked to, only as RFC 8785 spells it.
 */
final class JsonParser {
    /** Most digits of a whole number that has but one spelling. */
    private static final int PLAIN = 15;

    private final String text;
    private final Spelling spelling;
    private int at;

    /** Which spellings of a value are accepted. */
    enum Spelling {
        /** Any; a lone surrogate becomes U+FFFD. */
        ANY,
        /** Any without a lone surrogate. */
        WHOLE,
        /** The one that is canonical. */
        CANONICAL
    }

    JsonParser(String text, Spelling spelling) {
        if (text.length() > CanonicalJson.MAX_LENGTH) {
            throw new MalformedJson(
                    text.length() + " characters; at most " + CanonicalJson.MAX_LENGTH, 0);
        }
        this.text = text;
        this.spelling = spelling;
    }

    /** The whole text's value, which must be an object. */
    Object object() {
        if (!text.startsWith("{")) {
            throw fault("no object");
        }
        return Objects.requireNonNull(parse());
    }

    @Nullable Object parse() {
        space();
        Object value = value(0);
        space();
        if (at < text.length()) {
            throw fault("something after the value");
        }
        return value;
    }

    private @Nullable Object value(int depth) {
        if (depth > CanonicalJson.MAX_DEPTH) {
            throw fault("nested deeper than " + CanonicalJson.MAX_DEPTH);
        }
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        String last = null;
        at++;
        space();
        if (peek() == '}') {
            at++;
            return Collections.unmodifiableMap(map);
        }
        while (true) {
            int start = at;
            String key = string();
            if (last != null && spelling == Spelling.CANONICAL && last.compareTo(key) >= 0) {
                throw new MalformedJson("key \"" + key + "\" is not in its place", start);
            }
            last = key;
            space();
            take(':');
            space();
            Object value = value(depth + 1);
            int before = map.size();
            map.put(key, value);
            if (map.size() == before) {
                throw new MalformedJson("key \"" + key + "\" twice", start);
            }
            space();
            if (peek() == '}') {
                at++;
                return Collections.unmodifiableMap(map);
            }
            take(',');
            space();
        }
    }

    private List<@Nullable Object> array(int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        at++;
        space();
        if (peek() == ']') {
            at++;
            return Collections.unmodifiableList(list);
        }
        while (true) {
            list.add(value(depth + 1));
            space();
            if (peek() == ']') {
                at++;
                return Collections.unmodifiableList(list);
            }
            take(',');
            space();
        }
    }

    private String string() {
        int quoted = at;
        take('"');
        int start = at;
        int bits = 0; // of all characters together: below a surrogate's if none is one
        int i = start;
        for (; i < text.length(); i++) { // most of a record is strings, and most of them plain
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c < ' ') {
                break;
            }
            bits |= c;
        }
        at = i;
        if (peek() == '"') {
            String read = text.substring(start, at++);
            return bits < Character.MIN_SURROGATE ? read : wellFormed(read);
        }
        StringBuilder out = new StringBuilder().append(text, start, at);
        while (peek() != '"') {
            out.append(peek() == '\\' ? escape() : plain());
        }
        at++;
        String read = wellFormed(out.toString());
        if (spelling == Spelling.CANONICAL && !isQuoted(read, quoted)) {
            throw new MalformedJson("a character escaped that need not be, or otherwise", quoted);
        }
        return read;
    }

    /** Whether the string from {@code start} to here is quoted as RFC 8785 does it. */
    private boolean isQuoted(String read, int start) {
        StringBuilder canonical = new StringBuilder(at - start);
        JsonText.quote(canonical, read);
        return text.substring(start, at).contentEquals(canonical);
    }

    private String wellFormed(String read) {
        String good = JsonText.wellFormed(read);
        if (spelling != Spelling.ANY && !good.equals(read)) {
            throw fault("half of a surrogate pair");
        }
        return good;
    }

    private char plain() {
        char c = text.charAt(at);
        if (c < ' ') {
            throw fault("a control character must be escaped");
        }
        at++;
        return c;
    }

    private char escape() {
        at++;
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw new MalformedJson("no escape \\" + c, at - 2);
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char c = peek();
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw fault("expected a hexadecimal digit");
            }
            code = (code << 4) | digit;
            at++;
        }
        return (char) code;
    }

    private Object number() {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        boolean integer = true;
        if (at < text.length() && text.charAt(at) == '.') {
            integer = false;
            at++;
            digits();
        }
        if (at < text.length() && (text.charAt(at) | 32) == 'e') {
            integer = false;
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        // -0 and integers too long to be exact become doubles, so nothing is lost unsaid
        integer &= !text.startsWith("-0", start);
        if (integer && at - start <= PLAIN) {
            return Long.parseLong(text, start, at, 10);
        }
        String spelled = text.substring(start, at);
        double value = Double.parseDouble(spelled);
        if (!Double.isFinite(value)) {
            throw new MalformedJson("a number too large for a double", start);
        }
        if (spelling == Spelling.CANONICAL && !EcmaNumber.text(value).equals(spelled)) {
            throw new MalformedJson("a number that is spelled otherwise", start);
        }
        if (integer && spelled.length() <= 17) {
            long exact = Long.parseLong(spelled);
            if (Math.abs(exact) <= CanonicalJson.MAX_INTEGER) {
                return exact;
            }
        }
        return value;
    }

    private void digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw fault(at < text.length() ? "unexpected '" + text.charAt(at) + "'" : "cut off");
        }
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw fault("expected " + word);
        }
        at += word.length();
        return value;
    }

    private char peek() {
        if (at >= text.length()) {
            throw fault("cut off");
        }
        return text.charAt(at);
    }

    private void take(char c) {
        if (peek() != c) {
            throw fault("expected '" + c + "', found '" + peek() + "'");
        }
        at++;
    }

    private void space() {
        while (spelling != Spelling.CANONICAL
                && at < text.length()
                && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private MalformedJson fault(String what) {
        return new MalformedJson(what, at);
    }
}
