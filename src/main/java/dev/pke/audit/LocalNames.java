package dev.pke.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What stands before the entries of a zip, which must be as in its directory: Java reads the one
 * and other programs the other, and the two could be shown two bundles in one file.
 */
final class LocalNames {
    private static final int END_BYTES = 22;
    private static final int LOCATOR_BYTES = 20;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final long IN_EXTRA = 0xffffffffL;
    private static final int ZIP64 = 1;
    private static final int ENCRYPTED = 1;
    private static final int SAID_BEHIND = 8; // sizes and CRC-32

    private static final int UNCOUNTED = 0xffff;

    private final RandomAccessFile file;
    private long end;
    private long said;

    private LocalNames(RandomAccessFile file) {
        this.file = file;
    }

    /** Fails if a name differs, or where the directory does not lead to an entry. */
    static void check(Path zip, int entries) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(zip.toFile(), "r")) {
            new LocalNames(file).all(entries);
        }
    }

    private void all(int entries) throws IOException {
        long at = directory();
        for (int i = 0; i < entries; i++) {
            byte[] head = bytes(at, 46);
            byte[] name = bytes(at + 46, (int) number(head, 28, 2));
            int extra = (int) number(head, 30, 2);
            long local = number(head, 42, 4);
            if (local == IN_EXTRA) {
                local = offset(head, bytes(at + 46 + name.length, extra));
            }
            same(head, name, local);
            at += 46 + name.length + extra + number(head, 32, 2);
        }
        if (at != end || (said != entries && said != UNCOUNTED)) {
            throw new IOException("the zip's directory is not what its end says");
        }
    }

    private void same(byte[] entry, byte[] name, long local) throws IOException {
        byte[] head = bytes(local, 30);
        boolean begins = head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
        if (!begins || !Arrays.equals(name, bytes(local + 30, (int) number(head, 26, 2)))) {
            throw new IOException(
                    "entry %s has another name before it than in the zip's directory"
                            .formatted(new String(name, StandardCharsets.UTF_8)));
        }
        boolean said = (head[6] & SAID_BEHIND) == 0;
        if ((head[6] & ENCRYPTED) != 0
                || number(head, 8, 2) != number(entry, 10, 2)
                || (said && number(head, 14, 4) != number(entry, 16, 4))) {
            throw new IOException(
                    "entry %s is packed otherwise than the zip's directory says"
                            .formatted(new String(name, StandardCharsets.UTF_8)));
        }
    }

    /** Where the directory begins. */
    private long directory() throws IOException {
        long length = file.length();
        int tail = (int) Math.min(length, END_BYTES + LONGEST_COMMENT);
        byte[] bytes = bytes(length - tail, tail);
        for (int i = tail - END_BYTES; i >= 0; i--) {
            boolean ends = number(bytes, i, 4) == 0x06054b50L;
            if (ends && i + END_BYTES + number(bytes, i + 20, 2) == tail) {
                long start = number(bytes, i + 16, 4);
                end = length - tail + i;
                said = number(bytes, i + 10, 2);
                boolean whole = number(bytes, i + 4, 4) == 0 && number(bytes, i + 8, 2) == said;
                if (!whole) {
                    throw new IOException("the zip says that it has parts elsewhere");
                }
                return start == IN_EXTRA ? directory64() : start;
            }
        }
        throw new IOException("the zip's directory does not end");
    }

    private long directory64() throws IOException {
        byte[] locator = bytes(end - LOCATOR_BYTES, LOCATOR_BYTES);
        end = number(locator, 8, 8);
        return number(bytes(end, 56), 48, 8);
    }

    /** The place of an entry beyond 4 GiB: behind those of its sizes that are there too. */
    private static long offset(byte[] head, byte[] extra) throws IOException {
        int skip = 4;
        skip += number(head, 24, 4) == IN_EXTRA ? 8 : 0;
        skip += number(head, 20, 4) == IN_EXTRA ? 8 : 0;
        int i = 0;
        while (i + 4 <= extra.length) {
            int size = (int) number(extra, i + 2, 2);
            if (number(extra, i, 2) == ZIP64 && i + skip + 8 <= extra.length) {
                return number(extra, i + skip, 8);
            }
            i += 4 + size;
        }
        throw new IOException("an entry whose place the zip's directory does not say");
    }

    private byte[] bytes(long at, int count) throws IOException {
        if (at < 0 || at + count > file.length()) {
            throw new IOException("the zip's directory leads out of the file");
        }
        byte[] bytes = new byte[count];
        file.seek(at);
        file.readFully(bytes);
        return bytes;
    }

    private static long number(byte[] bytes, int at, int count) {
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = (value << 8) | (bytes[at + i] & 0xff);
        }
        return value;
    }
}
