package dev.pke.store;

import dev.pke.fault.UserError;
import dev.pke.run.RunList;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** The folder that holds everything that is recorded: {@code events.db} and {@code blobs/}. */
public final class Home implements AutoCloseable {
    private final Path dir;
    private final SqliteEventStore store;
    private final FileBlobs blobs;
    private final @Nullable RunListKeeper keeper;

    private final Leases leases;

    private Home(Path dir, SqliteEventStore store, FileBlobs blobs, Clock clock) {
        this.dir = dir;
        this.store = store;
        this.blobs = blobs;
        this.leases = new Leases(store, clock);
        this.keeper = store.isWritable() ? new RunListKeeper(store, store.milestones()) : null;
    }

    /** Opens a home for writing; it is made if there is none. */
    public static Home open(Path dir, Clock clock) {
        try {
            Files.createDirectories(dir);
        } catch (IOException e) {
            throw new UserError(dir + ": the home can't be made (" + e + ")", e);
        }
        SqliteEventStore store = SqliteEventStore.open(events(dir), clock);
        try {
            return new Home(dir, store, FileBlobs.open(blobs(dir)), clock);
        } catch (UserError e) {
            store.close();
            throw e;
        }
    }

    /** Opens an existing home for reading. */
    public static Home openReadOnly(Path dir) {
        return new Home(
                dir,
                SqliteEventStore.openReadOnly(events(dir)),
                FileBlobs.openReadOnly(blobs(dir)),
                Clock.systemUTC());
    }

    private static Path events(Path dir) {
        return dir.resolve("events.db");
    }

    private static Path blobs(Path dir) {
        return dir.resolve("blobs");
    }

    public Path dir() {
        return dir;
    }

    public SqliteEventStore store() {
        return store;
    }

    public FileBlobs blobs() {
        return blobs;
    }

    /** When the owners of runs were last heard of. */
    public Leases leases() {
        return leases;
    }

    /** Every run in one line: as stored, and from the log what is newer or not stored at all. */
    public RunList runs() {
        return new RunList(store, new RunRows(store).read().lines());
    }

    /** Stores the list of runs as it is now, which otherwise happens in the background. */
    public void storeRuns() {
        if (keeper != null) {
            keeper.catchUp();
        }
    }

    @Override
    public void close() {
        try {
            if (keeper != null) {
                keeper.close();
            }
        } finally {
            store.close();
        }
    }
}
