package dev.pke.audit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * J_p, the canonical text of one event, put together from raw columns and hashed behind the hash
 * before it: the verifier's own reading of the chain's definition. One thread each.
 */
final class EventText {
    private static final byte[] AT = ascii("{\"at\":");
    private static final byte[] DATA = ascii(",\"data\":");
    private static final byte[] EVENT_ID = ascii(",\"event_id\":");
    private static final byte[] POSITION = ascii(",\"position\":");
    private static final byte[] STREAM = ascii(",\"stream\":");
    private static final byte[] TYPE = ascii(",\"type\":");
    private static final byte[] VERSION = ascii(",\"version\":");
    private static final byte[] END = ascii("}");
    private static final byte[] QUOTE = ascii("\"");
    private final MessageDigest sha = TreeHash.sha256();
    private byte[] text = new byte[1 << 12];
    private int length;

    /** SHA-256(previous ‖ utf8(J_p)); {@code data} must have been checked to be canonical. */
    byte[] hash(
            byte[] previous,
            long position,
            byte[] stream,
            long version,
            byte[] eventId,
            byte[] type,
            byte[] at,
            byte[] data)
            throws CharacterCodingException {
        length = 0;
        put(AT);
        quote(at);
        put(DATA);
        put(data);
        put(EVENT_ID);
        quote(eventId);
        put(POSITION);
        number(position);
        put(STREAM);
        quote(stream);
        put(TYPE);
        quote(type);
        put(VERSION);
        number(version);
        put(END);
        sha.update(previous);
        sha.update(text, 0, length);
        return sha.digest();
    }

    private void put(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, text, length, bytes.length);
        length += bytes.length;
    }

    /** Digits are put in place from the last on: no object is made for what every event has. */
    private void number(long value) {
        if (value < 0) {
            put(ascii(Long.toString(value)));
            return;
        }
        int digits = 1;
        for (long rest = value; rest > 9; rest /= 10) {
            digits++;
        }
        reserve(digits);
        int at = length + digits;
        for (long rest = value; at > length; rest /= 10) {
            text[--at] = (byte) ('0' + rest % 10);
        }
        length += digits;
    }

    private void reserve(int more) {
        if (length + more > text.length) {
            text = Arrays.copyOf(text, Math.max(2 * text.length, length + more));
        }
    }

    private void quote(byte[] utf8) throws CharacterCodingException {
        put(QUOTE);
        if (isPlain(utf8)) {
            put(utf8);
        } else {
            escape(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)));
        }
        put(QUOTE);
    }

    private static boolean isPlain(byte[] utf8) {
        for (byte b : utf8) {
            if (b < ' ' || b == '"' || b == '\\') {
                return false;
            }
        }
        return true;
    }

    private void escape(CharSequence name) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            int letter = "\b\t\n\f\r\"\\".indexOf(c);
            if (letter >= 0) {
                out.append('\\').append("btnfr\"\\".charAt(letter));
            } else if (c < ' ') {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        put(out.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
