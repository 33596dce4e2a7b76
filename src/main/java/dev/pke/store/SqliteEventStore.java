package dev.pke.store;

import static dev.pke.store.jooq.Tables.EVENT;

import dev.pke.event.Append;
import dev.pke.event.Bell;
import dev.pke.event.EventStore;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.Follower;
import dev.pke.event.Limits;
import dev.pke.event.NewEvent;
import dev.pke.event.Recorded;
import dev.pke.event.Subscription;
import dev.pke.fault.UserError;
import dev.pke.run.RunEventCodec;

import org.jooq.Condition;
import org.jooq.OrderField;
import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The event store in one SQLite file, shared by any number of threads and processes on a machine.
 *
 * <p>Writes go through the process's one writer thread ({@link GroupCommit}); reads through a few
 * reading connections, which WAL never makes wait for a writer.
 */
public final class SqliteEventStore implements EventStore {
    private final Path file;
    private final Bell bell = new Bell();
    private final Bell milestones = new Bell();
    private final ReaderPool readers;
    private final ReaderPool.Opening reading;
    private final @Nullable GroupCommit writer;
    private final List<Follower> followers = new ArrayList<>();
    private @Nullable HeadWatch watch;
    private boolean closed;

    private SqliteEventStore(Path file, ReaderPool.Opening reading, @Nullable Clock clock) {
        this.file = file;
        this.reading = reading;
        this.readers = new ReaderPool(file, reading);
        this.writer =
                clock == null
                        ? null
                        : new GroupCommit(file, () -> Connections.writing(file), clock, bell);
    }

    /**
     * Opens the store in a file, which is made if there is none and brought to this program's
     * schema if it is older.
     *
     * @param clock tells when an event is accepted
     * @throws UserError if the file is not writable, no store, or of a newer program
     */
    public static SqliteEventStore open(Path eventsDb, Clock clock) {
        try (Connection connection = Connections.writing(eventsDb)) {
            Migrator.migrate(eventsDb, connection);
            List<String> faults = SchemaCheck.faults(connection);
            if (!faults.isEmpty()) {
                throw new UserError(
                        "%s: %s; it is not written to: pke verify says more"
                                .formatted(eventsDb, faults.getFirst()));
            }
        } catch (SQLException e) {
            throw SqlFault.of(eventsDb, e);
        }
        return new SqliteEventStore(eventsDb, () -> Connections.reading(eventsDb), clock);
    }

    /** Opens an existing store for reading only; appending to it is a {@link UserError}. */
    public static SqliteEventStore openReadOnly(Path eventsDb) {
        if (!Files.isRegularFile(eventsDb)) {
            throw new UserError(eventsDb + ": there is no store here; a run makes one");
        }
        ReaderPool.Opening reading = () -> Connections.reading(eventsDb);
        try {
            checkSchema(eventsDb, reading);
        } catch (SQLException e) {
            if (Connections.hasMore(eventsDb)) {
                throw new UserError(
                        eventsDb
                                + ": events lie in a file beside it and this medium can't be"
                                + " written: copy the folder elsewhere",
                        e);
            }
            // a medium where SQLite can't make its side files is one that nobody else writes to
            reading = () -> Connections.readingImmutable(eventsDb);
            try {
                checkSchema(eventsDb, reading);
            } catch (SQLException again) {
                again.addSuppressed(e);
                throw SqlFault.of(eventsDb, again);
            }
        }
        return new SqliteEventStore(eventsDb, reading, null);
    }

    private static void checkSchema(Path file, ReaderPool.Opening reading) throws SQLException {
        try (Connection connection = reading.open()) {
            int version = Migrator.check(file, connection);
            if (version == 0) {
                throw new UserError(file + ": there is no store here; a run makes one");
            }
        }
    }

    /** The file. */
    public Path file() {
        return file;
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

    private GroupCommit writer() {
        if (writer == null) {
            throw new UserError(file + ": was opened for reading only");
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
     * What of the file's tables, indexes and triggers is not as this program makes them, one line a
     * difference; none if all guards stand.
     */
    public List<String> schemaFaults() {
        return readers.read(r -> SchemaCheck.faults(r.connection()));
    }

    @Override
    public List<Recorded> readStream(String stream, long afterVersion, int limit) {
        Condition its = EVENT.STREAM.eq(stream).and(EVENT.VERSION.gt(afterVersion));
        return events(its, EVENT.VERSION, limit);
    }

    @Override
    public List<Recorded> readAll(long afterPosition, int limit) {
        return events(EVENT.POSITION.gt(afterPosition), EVENT.POSITION, limit);
    }

    @Override
    public List<Recorded> readBackwards(long beforePosition, int limit) {
        return events(EVENT.POSITION.lt(beforePosition), EVENT.POSITION.desc(), limit);
    }

    @Override
    public List<Recorded> readType(String type, long afterPosition, int limit) {
        Condition its = EVENT.TYPE.eq(type).and(EVENT.POSITION.gt(afterPosition));
        return events(its, EVENT.POSITION, limit);
    }

    private List<Recorded> events(Condition which, OrderField<?> order, int limit) {
        int page = Limits.page(limit);
        return readers.read(reader -> reader.events(which, order, page));
    }

    @Override
    public long head() {
        return readers.read(EventReader::head);
    }

    @Override
    public synchronized Subscription follow(long afterPosition, Consumer<Recorded> sink) {
        if (closed) {
            throw new UserError(file + ": the store is closed");
        }
        if (watch == null) {
            watch = new HeadWatch(reading, bell);
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
        HeadWatch watching;
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
