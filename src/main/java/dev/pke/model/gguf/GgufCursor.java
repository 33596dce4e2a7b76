package dev.pke.model.gguf;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.fault.ModelError;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;

/**
 * A place in a GGUF file's header, read forward: nothing is made longer than what is left of the
 * file, whatever a count says.
 */
final class GgufCursor {
    /** All of a header. Vocabularies of 256,000 pieces with merges take about 12 MB. */
    private static final long HEADER_LIMIT = 1L << 28;

    private static final int TEXT_LIMIT = 1 << 24;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final ByteBuffer window;
    private long next;

    GgufCursor(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.size = channel.size();
        this.window = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN).flip();
    }

    /** Bytes from the start of the file. */
    long at() {
        return next - window.remaining();
    }

    long size() {
        return size;
    }

    int u8() throws IOException {
        return bytes(1).get() & 0xff;
    }

    int i16() throws IOException {
        return bytes(2).getShort();
    }

    int i32() throws IOException {
        return bytes(4).getInt();
    }

    long u32() throws IOException {
        return i32() & 0xffffffffL;
    }

    long i64() throws IOException {
        return bytes(8).getLong();
    }

    /** A count of things of at least so many bytes each, which must be left in the file. */
    int count(String what, int atLeast, int most) throws IOException {
        long count = i64();
        if (count < 0 || count > most || count > (size - at()) / atLeast) {
            throw new ModelError(
                    "%s: %s at byte %d is %s, and %d bytes are left: the file is damaged or cut off"
                            .formatted(
                                    path,
                                    what,
                                    at() - 8,
                                    Long.toUnsignedString(count),
                                    size - at()));
        }
        return (int) count;
    }

    /** A length and so many bytes of UTF-8. */
    String text(String what) throws IOException {
        int length = count("the length of " + what, 1, TEXT_LIMIT);
        byte[] bytes = new byte[length];
        for (int have = 0; have < length; ) {
            int piece = Math.min(length - have, window.capacity());
            bytes(piece).get(bytes, have, piece);
            have += piece;
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new ModelError(path + ": " + what + " is not UTF-8 text", e);
        }
    }

    /** The window with at least so many bytes, which the caller takes out of it. */
    private ByteBuffer bytes(int wanted) throws IOException {
        if (window.remaining() < wanted) {
            window.compact();
            while (window.hasRemaining()) {
                int read = channel.read(window, next);
                if (read < 0) {
                    break;
                }
                next += read;
            }
            window.flip();
        }
        if (window.remaining() < wanted) {
            throw new ModelError(
                    path + " ends at byte " + size + ", within its header: it is cut off");
        }
        if (at() > HEADER_LIMIT) {
            throw new ModelError(path + " has a header of more than " + HEADER_LIMIT + " bytes");
        }
        return window;
    }
}
