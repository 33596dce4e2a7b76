package dev.pke.audit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The check that bytes are one JSON object in its RFC 8785 spelling: one pass over the UTF-8 bytes,
 * nothing built, and nothing shared with the code that writes them. Depth is limited to {@value
 * #MAX_DEPTH}.
 */
final class CanonicalScan {
    static final int MAX_DEPTH = 256;
    private final byte[] bytes;
    private int at;
    private int depth;

    private CanonicalScan(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns nothing if {@code bytes} are a canonical JSON object; throws otherwise. */
    static void object(byte[] bytes) throws NotCanonical {
        CanonicalScan scan = new CanonicalScan(bytes);
        if (scan.peek() != '{') {
            throw scan.fault("an object must begin here");
        }
        scan.value();
        if (scan.at != bytes.length) {
            throw scan.fault("text after the end of the object");
        }
    }

    private int peek() {
        return at < bytes.length ? bytes[at] & 0xff : -1;
    }

    private NotCanonical fault(String what) {
        return new NotCanonical(at, what);
    }

    private void value() throws NotCanonical {
        switch (peek()) {
            case '{' -> members();
            case '[' -> elements();
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    private void word(String word) throws NotCanonical {
        for (int i = 0; i < word.length(); i++, at++) {
            if (peek() != word.charAt(i)) {
                throw fault("expected " + word);
            }
        }
    }

    private void enter() throws NotCanonical {
        at++;
        if (++depth > MAX_DEPTH) {
            throw fault("nested deeper than " + MAX_DEPTH);
        }
    }

    private void elements() throws NotCanonical {
        enter();
        if (peek() != ']') {
            value();
            while (peek() == ',') {
                at++;
                value();
            }
        }
        close(']');
    }

    private void members() throws NotCanonical {
        enter();
        if (peek() != '}') {
            int from = -1;
            int to = -1;
            while (true) {
                int start = at + 1;
                string();
                int end = at - 1;
                if (from >= 0 && compareKeys(from, to, start, end) >= 0) {
                    throw fault("keys out of order or doubled");
                }
                from = start;
                to = end;
                if (peek() != ':') {
                    throw fault("expected ':'");
                }
                at++;
                value();
                if (peek() != ',') {
                    break;
                }
                at++;
            }
        }
        close('}');
    }

    private void close(char bracket) throws NotCanonical {
        if (peek() != bracket) {
            throw fault("expected ',' or '" + bracket + "', white space is not allowed");
        }
        at++;
        depth--;
    }

    /** A string: shortest escapes only, valid UTF-8. */
    private void string() throws NotCanonical {
        if (peek() != '"') {
            throw fault("expected '\"'");
        }
        byte[] text = bytes; // locals, so that the loop stays in registers
        int start = ++at;
        int i = start;
        boolean wide = false;
        while (true) {
            int c = i < text.length ? text[i] : 0;
            if (c == '"') {
                break;
            } else if (c == '\\') {
                at = i;
                escape();
                i = at;
            } else if (c >= 0x20) {
                i++;
            } else if (c < 0) {
                wide = true;
                i++;
            } else {
                at = i;
                throw fault("a bare control character, or the text ends inside a string");
            }
        }
        at = i;
        if (wide) {
            utf8(start, at);
        }
        at++;
    }

    private void escape() throws NotCanonical {
        at++;
        int c = peek();
        if (c == '"' || c == '\\' || c == 'b' || c == 'f' || c == 'n' || c == 'r' || c == 't') {
            at++;
            return;
        }
        if (c != 'u' || at + 4 >= bytes.length || bytes[at + 1] != '0' || bytes[at + 2] != '0') {
            throw fault("an escape that RFC 8785 does not write");
        }
        int high = bytes[at + 3] - '0';
        int low = "0123456789abcdef".indexOf(bytes[at + 4]);
        int code = high * 16 + low;
        if (high < 0 || high > 1 || low < 0 || (code >= 8 && code <= 13 && code != 11)) {
            throw fault("an escape that RFC 8785 does not write");
        }
        at += 5;
    }

    private void utf8(int from, int to) throws NotCanonical {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
        } catch (CharacterCodingException e) {
            throw fault("not UTF-8");
        }
    }

    /** Key order is by UTF-16 code units of the unescaped text; plain ASCII compares as bytes. */
    private int compareKeys(int from, int to, int start, int end) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0 || bytes[i] == '\\') {
                return key(from, to).compareTo(key(start, end));
            }
        }
        for (int i = start; i < end; i++) {
            if (bytes[i] < 0 || bytes[i] == '\\') {
                return key(from, to).compareTo(key(start, end));
            }
        }
        return Arrays.compare(bytes, from, to, bytes, start, end);
    }

    private String key(int from, int to) {
        String raw = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        StringBuilder plain = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char kind = raw.charAt(++i);
            int known = "bfnrt".indexOf(kind);
            if (known >= 0) {
                plain.append("\b\f\n\r\t".charAt(known));
            } else if (kind == 'u') {
                plain.append((char) Integer.parseInt(raw.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                plain.append(kind);
            }
        }
        return plain.toString();
    }

    private void number() throws NotCanonical {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        int digits = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        int count = at - digits;
        boolean plain = peek() != '.' && peek() != 'e' && peek() != 'E';
        if (plain && count > 0 && count <= 15 && (bytes[digits] != '0' || at - start == 1)) {
            return;
        }
        while (peek() > 0 && "0123456789+-.eE".indexOf(peek()) >= 0) {
            at++;
        }
        String text = new String(bytes, start, at - start, StandardCharsets.US_ASCII);
        if (!Numerals.isCanonical(text)) {
            at = start;
            throw fault("a number that RFC 8785 does not write so");
        }
    }

    /** What is wrong, and at which byte (from 0) of the text. */
    static final class NotCanonical extends Exception {
        NotCanonical(int at, String what) {
            super("byte " + at + ": " + what, null, false, false);
        }
    }
}
