package dev.pke.audit.sign;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small text files from anywhere: regular files, UTF-8 to the letter, no larger than a limit. */
public final class Texts {
    private static final int MOST_BYTES = 1 << 20;

    private Texts() {}

    /** The text of a file of at most 1 MiB. */
    static String read(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("no regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("larger than 1 MiB");
            }
            return decode(bytes);
        }
    }

    /** The text of UTF-8 bytes; an IOException if they are none. */
    public static String decode(byte[] utf8) throws IOException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }
}
