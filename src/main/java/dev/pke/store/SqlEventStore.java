package dev.pke.store;

import dev.pke.event.Append;
import dev.pke.event.Bell;
import dev.pke.event.Blobs;
import dev.pke.event.EventStore;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.Follower;
import dev.pke.event.Limits;
import dev.pke.event.NewEvent;
import dev.pke.event.Recorded;
import dev.pke.event.Subscription;
import dev.pke.fault.UserError;
import dev.pke.run.RunEventCodec;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The event store in one database, shared by any number of threads and processes.
 *
 * <p>Writes go through the process's one writer thread ({@link GroupCommit}); reads through a few
 * reading connections, which neither WAL nor PostgreSQL ever makes wait for a writer.
 */
public final class SqlEventStore implements EventStore {
    private final Database database;
    private final Bell bell = new Bell();
    private final Bell milestones = new Bell();
    private final ReaderPool readers;
    private final @Nullable GroupCommit writer;
    private final List<Follower> followers = new ArrayList<>();
    private Database.@Nullable Watch watch;
    private volatile Blobs blobs = Blobs.none();
    private boolean closed;

    private SqlEventStore(Database database, @Nullable Clock clock) {
        this.database = database;
        this.readers = new ReaderPool(database);
        this.writer = clock == null ? null : new GroupCommit(database, clock, bell);
    }

    /**
     * Opens a store, which is made if there is none and brought to this program's schema if it is
     * older.
     *
     * @param clock tells when an event is accepted
     * @throws UserError if it is not writable, no store, or of a newer program
     */
    public static SqlEventStore open(Database database, Clock clock) {
        database.migrate();
        return new SqlEventStore(database, clock);
    }

    /** As above, in an SQLite file. */
    public static SqlEventStore open(Path eventsDb, Clock clock) {
        return open(new Sqlite(eventsDb), clock);
    }

    /** Opens an existing store for reading only; appending to it is a {@link UserError}. */
    public static SqlEventStore openReadOnly(Database database) {
        database.check();
        return new SqlEventStore(database, null);
    }

    /** As above, in an SQLite file. */
    public static SqlEventStore openReadOnly(Path eventsDb) {
        return openReadOnly(new Sqlite(eventsDb));
    }

    /** Says which blobs lie beside it. */
    void beside(Blobs own) {
        blobs = own;
    }

    @Override
    public Blobs blobs() {
        return blobs;
    }

    /** What holds it. */
    public Database database() {
        return database;
    }

    @Override
    public List<Recorded> append(String stream, ExpectedVersion expected, List<NewEvent> events) {
        Append append = new Append(stream, expected, events);
        List<Recorded> recorded = writer().append(append);
        for (Recorded event : recorded.reversed()) {
            if (RunEventCodec.milestones().contains(event.type())) {
                milestones.ring(event.position());
                break;
            }
        }
        return recorded;
    }

    /**
     * Adds events as another store recorded them, with their times and hashes; {@link UserError} if
     * they do not follow from the last one here.
     */
    public void adopt(List<Recorded> events) {
        new Adoption(database, events).into(writer());
        bell.ring(events.getLast().position());
        milestones.ring(events.getLast().position());
    }

    private GroupCommit writer() {
        if (writer == null) {
            throw new UserError(database.place() + ": was opened for reading only");
        }
        return writer;
    }

    /** Whether this store may be written to. */
    public boolean isWritable() {
        return writer != null;
    }

    /** A read of any table. */
    <T> T read(ReaderPool.Read<T> read) {
        return readers.read(read);
    }

    /** A transaction on other tables than the log, on the writer thread; whether it committed. */
    CompletableFuture<Boolean> write(PendingWrite.Statements statements) {
        return writer().write(statements);
    }

    /** Rings when this process has appended an event that belongs in the list of runs. */
    Bell milestones() {
        return milestones;
    }

    /**
     * What of the tables, indexes and triggers is not as this program makes them, one line a
     * difference; none if all guards stand.
     */
    public List<String> schemaFaults() {
        return readers.read(r -> database.faults(r.connection()));
    }

    @Override
    public List<Recorded> readStream(String stream, long afterVersion, int limit) {
        return events(HotSql.Question.STREAM, limit, stream, afterVersion);
    }

    @Override
    public @Nullable Recorded last(String stream) {
        List<Recorded> found = events(HotSql.Question.LAST_OF, 1, stream);
        return found.isEmpty() ? null : found.getFirst();
    }

    @Override
    public List<Recorded> readAll(long afterPosition, int limit) {
        return events(HotSql.Question.AFTER, limit, afterPosition);
    }

    @Override
    public List<Recorded> readBackwards(long beforePosition, int limit) {
        return events(HotSql.Question.BEFORE, limit, beforePosition);
    }

    @Override
    public List<Recorded> readType(String type, long afterPosition, int limit) {
        return events(HotSql.Question.TYPE, limit, type, afterPosition);
    }

    private List<Recorded> events(HotSql.Question question, int limit, Object... parameters) {
        int page = Limits.page(limit);
        return readers.read(reader -> reader.events(question, page, parameters));
    }

    @Override
    public long head() {
        return readers.read(EventReader::head);
    }

    @Override
    public synchronized Subscription follow(long afterPosition, Consumer<Recorded> sink) {
        if (closed) {
            throw new UserError(database.place() + ": the store is closed");
        }
        if (watch == null) {
            watch = database.watch(bell);
        }
        followers.removeIf(Follower::ended);
        Follower follower = Follower.start(this, bell, afterPosition, sink);
        followers.add(follower);
        return follower;
    }

    /** Ends all subscriptions, writes what waits, and lets the file go. */
    @Override
    public void close() {
        List<Follower> open;
        Database.Watch watching;
        synchronized (this) {
            closed = true;
            open = List.copyOf(followers);
            followers.clear();
            watching = watch;
        }
        if (writer != null) {
            writer.close();
        }
        open.forEach(Follower::close);
        if (watching != null) {
            watching.close();
        }
        readers.close();
    }
}
