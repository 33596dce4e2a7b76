package dev.pke;

import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folders that tests write to lie in memory where there is room: the suite flushes fifteen
 * thousand writes, a minute of waiting on a slow disk. Processes are killed in it and machines are
 * not, so nothing that a test asks of what was flushed is answered differently.
 */
public final class QuickFolders implements TempDirFactory {
    private static final Path MEMORY = Path.of("/dev/shm");

    /** Many times what all tests leave lying at once. */
    private static final long ROOM = 1L << 30;

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test)
            throws IOException {
        return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM
                ? Files.createTempDirectory(MEMORY, "pke")
                : Files.createTempDirectory("pke");
    }
}
