package dev.pke.store;

import dev.pke.fault.UserError;
import dev.pke.run.RunList;
import dev.pke.run.RunSummary;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * The folder that holds everything that is recorded: {@code events.db} and {@code blobs/}; the
 * events may be in a database elsewhere instead.
 */
public final class Home implements AutoCloseable {
    private final Path dir;
    private final SqlEventStore store;
    private final FileBlobs blobs;
    private final @Nullable RunListKeeper keeper;

    private final Leases leases;
    private final Tokens tokens;

    private Home(Path dir, SqlEventStore store, FileBlobs blobs, Clock clock) {
        this.dir = dir;
        this.store = store;
        this.blobs = blobs;
        store.beside(blobs);
        this.leases = new Leases(store, clock);
        this.tokens = new Tokens(store, clock);
        this.keeper = store.isWritable() ? new RunListKeeper(store, store.milestones()) : null;
    }

    /** Opens a home for writing; it is made if there is none. */
    public static Home open(Path dir, Clock clock) {
        return open(dir, inFolder(dir), clock);
    }

    /** Opens a home whose events are in a database and whose blobs are in a folder. */
    public static Home open(Path dir, Database events, Clock clock) {
        try {
            Files.createDirectories(dir);
        } catch (IOException e) {
            throw new UserError(dir + ": the home can't be made (" + e + ")", e);
        }
        SqlEventStore store = SqlEventStore.open(events, clock);
        try {
            return new Home(dir, store, FileBlobs.open(blobs(dir)), clock);
        } catch (UserError e) {
            store.close();
            throw e;
        }
    }

    /** Opens an existing home for reading. */
    public static Home openReadOnly(Path dir) {
        return openReadOnly(dir, inFolder(dir));
    }

    /** Opens an existing home for reading, whose events are in a database. */
    public static Home openReadOnly(Path dir, Database events) {
        return new Home(
                dir,
                SqlEventStore.openReadOnly(events),
                FileBlobs.openReadOnly(blobs(dir)),
                Clock.systemUTC());
    }

    /** The log of a home that holds its own. */
    public static Database inFolder(Path dir) {
        return new Sqlite(dir.resolve("events.db"));
    }

    private static Path blobs(Path dir) {
        return dir.resolve("blobs");
    }

    public Path dir() {
        return dir;
    }

    public SqlEventStore store() {
        return store;
    }

    public FileBlobs blobs() {
        return blobs;
    }

    /** When the owners of runs were last heard of. */
    public Leases leases() {
        return leases;
    }

    /** What workers and people show to a server. */
    public Tokens tokens() {
        return tokens;
    }

    /** Every run in one line: as stored, and from the log what is newer or not stored at all. */
    public RunList runs() {
        return new RunList(store, new RunRows(store).read().lines());
    }

    /** The runs that began last. */
    public Newest newest(int most) {
        RunRows.Newest stored = new RunRows(store).newest(most);
        if (stored != null) {
            return new Newest(stored.lines(), stored.count() - stored.lines().size());
        }
        List<RunSummary> all = runs().whole().newestFirst();
        int shown = Math.min(most, all.size());
        return new Newest(all.subList(0, shown), all.size() - shown);
    }

    /** Some runs, the newest first, and how many began before them. */
    public record Newest(List<RunSummary> runs, long earlier) {}

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
