package dev.pke.audit;

import dev.pke.store.WatchedStream;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/** An entry of a zip, which must be as long as its directory says and have its CRC-32. */
final class EntryStream extends WatchedStream {
    private final CRC32 crcSeen = new CRC32();
    private final long size;
    private final long crc;
    private long read;

    EntryStream(InputStream in, long size, long crc) {
        super(in);
        this.size = size;
        this.crc = crc;
    }

    @Override
    protected void seen(byte[] bytes, int offset, int length) throws IOException {
        crcSeen.update(bytes, offset, length);
        read += length;
        if (read > size) {
            throw other();
        }
    }

    @Override
    protected void ended() throws IOException {
        if (read != size || crcSeen.getValue() != crc) {
            throw other();
        }
    }

    private static IOException other() {
        return new IOException("a length or checksum that the zip's directory does not say");
    }
}
