package dev.pke.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream all of whose bytes are seen on their way, however it is read: none is skipped unseen.
 */
public abstract class WatchedStream extends FilterInputStream {
    protected WatchedStream(InputStream in) {
        super(in);
    }

    /** The next bytes. */
    protected abstract void seen(byte[] bytes, int offset, int length) throws IOException;

    /** There are no more; may be said more than once. */
    protected abstract void ended() throws IOException;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        int n = read(one, 0, 1);
        return n < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final int read(byte[] to, int offset, int length) throws IOException {
        int n = super.read(to, offset, length);
        if (n > 0) {
            seen(to, offset, n);
        } else if (n < 0) {
            ended();
        }
        return n;
    }

    @Override
    public final long skip(long n) throws IOException {
        int read = n <= 0 ? 0 : read(new byte[Math.clamp(n, 1, 1 << 16)]);
        return Math.max(read, 0);
    }

    @Override
    public final boolean markSupported() {
        return false;
    }
}
