package dev.pke.audit;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folders that blobs are looked for in: a home's own, and those that were named. */
record BlobPlaces(List<Path> folders) {
    /** Longer than the texts of any answer. */
    static final int MOST_TEXT = 32 << 20;

    /**
     * The beginning of a blob, all of it where it holds an answer's texts; null if none is here.
     */
    byte @Nullable [] text(String digest) {
        for (Path folder : folders) {
            Path file = folder.resolve(digest.substring(0, 2)).resolve(digest);
            if (Files.isRegularFile(file)) {
                try (InputStream in = Files.newInputStream(file)) {
                    return in.readNBytes(MOST_TEXT);
                } catch (IOException unreadable) {
                    return null; // who looks at every blob says so
                }
            }
        }
        return null;
    }
}
