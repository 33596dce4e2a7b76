package dev.pke.store;

import dev.pke.event.Sha256;
import dev.pke.fault.UserError;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** A blob's bytes; reading to their end fails if they are not those that the digest names. */
final class CheckedBlob extends WatchedStream {
    private final MessageDigest seen = Sha256.digest();
    private final String expected;

    CheckedBlob(InputStream in, String expected) {
        super(in);
        this.expected = expected;
    }

    @Override
    protected void seen(byte[] bytes, int offset, int length) {
        seen.update(bytes, offset, length);
    }

    @Override
    protected void ended() throws IOException {
        MessageDigest whole;
        try {
            whole = (MessageDigest) seen.clone();
        } catch (CloneNotSupportedException e) {
            throw new IOException(e);
        }
        String found = FileBlobs.hex(whole.digest());
        if (!found.equals(expected)) {
            throw new UserError("blob " + expected + " is damaged: its bytes' digest is " + found);
        }
    }
}
