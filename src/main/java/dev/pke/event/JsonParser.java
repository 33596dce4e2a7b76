package dev.pke.event;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one RFC 8259 text, strictly: no comments, no repeated keys, nothing after the value. */
final class JsonParser {
    private final String text;
    private int at;
    private boolean whole;

    JsonParser(String text) {
        if (text.length() > CanonicalJson.MAX_LENGTH) {
            throw new MalformedJson(
                    text.length() + " characters; at most " + CanonicalJson.MAX_LENGTH, 0);
        }
        this.text = text;
    }

    /** Refuses lone surrogates from here on; itself. */
    JsonParser whole() {
        whole = true;
        return this;
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
        at++;
        space();
        if (peek() == '}') {
            at++;
            return Collections.unmodifiableMap(map);
        }
        while (true) {
            int start = at;
            String key = string();
            space();
            take(':');
            space();
            Object value = value(depth + 1);
            if (map.containsKey(key)) {
                throw new MalformedJson("key \"" + key + "\" twice", start);
            }
            map.put(key, value);
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
        take('"');
        int start = at;
        while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\') {
            plain();
        }
        if (peek() == '"') {
            return wellFormed(text.substring(start, at++));
        }
        StringBuilder out = new StringBuilder().append(text, start, at);
        while (peek() != '"') {
            out.append(peek() == '\\' ? escape() : plain());
        }
        at++;
        return wellFormed(out.toString());
    }

    private String wellFormed(String read) {
        String good = JsonText.wellFormed(read);
        if (whole && !good.equals(read)) {
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
        double value = Double.parseDouble(text.substring(start, at));
        if (!Double.isFinite(value)) {
            throw new MalformedJson("a number too large for a double", start);
        }
        // -0 and integers too long to be exact stay doubles, so nothing is lost unsaid
        if (integer && at - start <= 17 && !(value == 0 && text.charAt(start) == '-')) {
            long exact = Long.parseLong(text, start, at, 10);
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
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private MalformedJson fault(String what) {
        return new MalformedJson(what, at);
    }
}
