package dev.pke.bench;

import dev.pke.fault.UserError;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A new folder that is gone again, with everything in it, when it is closed. */
public record BenchFolder(Path dir) implements AutoCloseable {
    /** Makes the folder inside another, which exists. */
    public static BenchFolder in(Path parent) {
        try {
            return new BenchFolder(Files.createTempDirectory(parent, "pke-bench-"));
        } catch (IOException e) {
            throw new UserError(parent + ": no folder can be made here (" + e + ")", e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> walk = Files.walk(dir)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UserError(dir + ": could not be removed (" + e + ")", e);
        }
    }
}
