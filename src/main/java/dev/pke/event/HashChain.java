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
        if (previous.length != BYTES) {
            throw new IllegalArgumentException("a hash of " + previous.length + " bytes, not 32");
        }
        MessageDigest digest = Sha256.digest();
        digest.update(previous);
        digest.update(beforeData(at).getBytes(StandardCharsets.UTF_8));
        digest.update(data.getBytes(StandardCharsets.UTF_8)); // long, so not copied once more
        String after = afterData(position, stream, version, eventId, type);
        return digest.digest(after.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash that a recorded event should have, its predecessor's being {@code previous}. */
    public static byte[] next(byte[] previous, Recorded event) {
        return next(
                previous,
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
        return beforeData(at) + data + afterData(position, stream, version, eventId, type);
    }

    private static String beforeData(String at) {
        StringBuilder out = new StringBuilder(64).append("{\"at\":");
        JsonText.quote(out, at);
        return out.append(",\"data\":").toString();
    }

    private static String afterData(
            long position, String stream, long version, String eventId, String type) {
        StringBuilder out = new StringBuilder(stream.length() + 192).append(",\"event_id\":");
        JsonText.quote(out, eventId);
        out.append(",\"position\":").append(position).append(",\"stream\":");
        JsonText.quote(out, stream);
        out.append(",\"type\":");
        JsonText.quote(out, type);
        return out.append(",\"version\":").append(version).append('}').toString();
    }
}
