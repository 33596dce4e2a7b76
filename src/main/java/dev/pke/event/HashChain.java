package dev.pke.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The chain that makes the log's past unchangeable unseen: {@code hash_p = SHA-256(hash_{p-1} ‖
 * utf8(J_p))}, where {@code hash_0} is 32 zero bytes and J_p is the RFC 8785 text of the object of
 * an event's {@code at, data, event_id, position, stream, type, version}, its data as an object.
 */
public final class HashChain {
    /** Bytes of a hash. */
    public static final int BYTES = 32;

    private HashChain() {}

    /** What stands before the first event: 32 zero bytes. */
    public static byte[] start() {
        return new byte[BYTES];
    }

    /** The hash of an event whose predecessor's is {@code previous}. */
    public static byte[] next(
            byte[] previous,
            long position,
            String stream,
            long version,
            String eventId,
            String type,
            String at,
            String data) {
        return next(previous, canonical(position, stream, version, eventId, type, at, data));
    }

    /** The hash that a recorded event should have, its predecessor's being {@code previous}. */
    public static byte[] next(byte[] previous, Recorded event) {
        return next(previous, canonical(event));
    }

    private static byte[] next(byte[] previous, String canonical) {
        if (previous.length != BYTES) {
            throw new IllegalArgumentException("a hash of " + previous.length + " bytes, not 32");
        }
        MessageDigest digest = Sha256.digest();
        digest.update(previous);
        return digest.digest(canonical.getBytes(StandardCharsets.UTF_8));
    }

    /** J_p of a recorded event. */
    public static String canonical(Recorded event) {
        return canonical(
                event.position(),
                event.stream(),
                event.version(),
                event.eventId(),
                event.type(),
                event.at(),
                event.data());
    }

    /** J_p: the text that is hashed; {@code data} must itself be canonical. */
    public static String canonical(
            long position,
            String stream,
            long version,
            String eventId,
            String type,
            String at,
            String data) {
        StringBuilder out = new StringBuilder(data.length() + stream.length() + 256);
        JsonText.quote(out.append("{\"at\":"), at);
        JsonText.quote(out.append(",\"data\":").append(data).append(",\"event_id\":"), eventId);
        out.append(",\"position\":").append(position);
        JsonText.quote(out.append(",\"stream\":"), stream);
        JsonText.quote(out.append(",\"type\":"), type);
        return out.append(",\"version\":").append(version).append('}').toString();
    }
}
