package dev.pke.event;

import dev.pke.fault.UserError;

import java.io.IOException;
import java.io.InputStream;

/** Bytes kept under their own SHA-256 (64 lower-case hexadecimal digits). */
public interface Blobs {
    /** Keeps the stream's bytes, durably once it returns; the digest. Does not close the stream. */
    String put(InputStream in) throws IOException;

    /** Keeps the bytes; the digest. */
    String put(byte[] bytes);

    /** The bytes, to be closed; {@link UserError} if there are none of this digest. */
    InputStream open(String sha256);

    boolean has(String sha256);
}
