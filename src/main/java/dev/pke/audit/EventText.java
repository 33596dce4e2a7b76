package dev.pke.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * J_p, the canonical text of one event, put together from raw columns and hashed behind the hash
 * before it: the verifier's own reading of the chain's definition. One thread each.
 */
final class EventText {
    private final MessageDigest sha = TreeHash.sha256();
    private final Buffer text = new Buffer();

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
        text.reset();
        text.ascii("{\"at\":");
        quote(at);
        text.ascii(",\"data\":");
        text.write(data, 0, data.length);
        text.ascii(",\"event_id\":");
        quote(eventId);
        text.ascii(",\"position\":");
        text.ascii(Long.toString(position));
        text.ascii(",\"stream\":");
        quote(stream);
        text.ascii(",\"type\":");
        quote(type);
        text.ascii(",\"version\":");
        text.ascii(Long.toString(version));
        text.write('}');
        sha.update(previous);
        text.feed(sha);
        return sha.digest();
    }

    private void quote(byte[] utf8) throws CharacterCodingException {
        text.write('"');
        if (isPlain(utf8)) {
            text.write(utf8, 0, utf8.length);
        } else {
            escape(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)));
        }
        text.write('"');
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
        byte[] utf8 = out.toString().getBytes(StandardCharsets.UTF_8);
        text.write(utf8, 0, utf8.length);
    }

    /** Bytes that can be hashed without a copy. */
    private static final class Buffer extends ByteArrayOutputStream {
        void ascii(String plain) {
            for (int i = 0; i < plain.length(); i++) {
                write(plain.charAt(i));
            }
        }

        void feed(MessageDigest sha) {
            sha.update(buf, 0, count);
        }
    }
}
