package dev.pke.store;

import dev.pke.event.Sha256;
import dev.pke.fault.UserError;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** A blob's bytes; reading to their end fails if they are not those that the digest names. */
final class CheckedBlob extends FilterInputStream {
    private final MessageDigest seen = Sha256.digest();
    private final String expected;

    CheckedBlob(InputStream in, String expected) {
        super(in);
        this.expected = expected;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int n = read(one, 0, 1);
        return n < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int n = super.read(to, offset, length);
        if (n > 0) {
            seen.update(to, offset, n);
        } else if (n < 0) {
            check();
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        int read = n <= 0 ? 0 : read(new byte[Math.clamp(n, 1, 1 << 16)]);
        return Math.max(read, 0);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void check() throws IOException {
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
