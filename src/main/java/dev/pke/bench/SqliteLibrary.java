package dev.pke.bench;

import org.sqlite.util.OSInfo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** SQLite's library for this machine, which its driver else unpacks at each start. */
public final class SqliteLibrary {
    private SqliteLibrary() {}

    /** Puts it where the driver finds it by {@code org.sqlite.lib.path}, whole or not at all. */
    public static void unpack(Path folder) throws IOException {
        String name = System.mapLibraryName("sqlitejdbc");
        String resource =
                "/org/sqlite/native/" + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + name;
        Files.createDirectories(folder);
        Path part = Files.createTempFile(folder, "part", "");
        try (InputStream in = OSInfo.class.getResourceAsStream(resource)) {
            if (in != null) {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
