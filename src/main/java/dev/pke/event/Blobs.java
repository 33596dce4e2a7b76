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

    /** No blobs, where none can be kept. */
    static Blobs none() {
        return None.HERE;
    }

    /** Where no blobs are: nothing is found, and nothing can be kept. */
    enum None implements Blobs {
        HERE;

        @Override
        public String put(InputStream in) {
            throw new UserError("there is no place for blobs here");
        }

        @Override
        public String put(byte[] bytes) {
            throw new UserError("there is no place for blobs here");
        }

        @Override
        public InputStream open(String sha256) {
            throw new UserError("no blob " + sha256 + ": there is no place for any here");
        }

        @Override
        public boolean has(String sha256) {
            return false;
        }
    }
}
