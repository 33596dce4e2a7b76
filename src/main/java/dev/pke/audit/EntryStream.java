package dev.pke.audit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/** An entry of a zip, which must be as long as its directory says and have its CRC-32. */
final class EntryStream extends FilterInputStream {
    private final CRC32 seen = new CRC32();
    private final long size;
    private final long crc;
    private long read;

    EntryStream(InputStream in, long size, long crc) {
        super(in);
        this.size = size;
        this.crc = crc;
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
            read += n;
        }
        if (read > size || (n < 0 && (read != size || seen.getValue() != crc))) {
            throw new IOException("a length or checksum that the zip's directory does not say");
        }
        return n;
    }

    @Override
    public long skip(long n) {
        throw new UnsupportedOperationException("all of an entry is read");
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
