package dev.pke.audit;

import dev.pke.event.Limits;
import dev.pke.fault.UserError;
import dev.pke.store.Database;
import dev.pke.store.SchemaCheck;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;

/**
 * The verifier's own eyes on {@code events.db}: raw columns as bytes, through {@code java.sql} and
 * a read-only connection of its own. It does not go through the {@code store} room's readers on
 * purpose: a check that reads with the writer's code would repeat the writer's mistakes. One thread
 * at a time.
 */
final class RawLog implements AutoCloseable {
    /**
     * A row of the event table as it lies in the file: bytes, none of them believed.
     *
     * @param sound whether every column has the storage type and a length that an event's has;
     *     where not, the columns are null
     */
    @SuppressWarnings("ArrayRecordComponent") // rows are not compared
    record RawEvent(
            long position,
            boolean sound,
            byte @Nullable [] stream,
            long version,
            byte @Nullable [] eventId,
            byte @Nullable [] type,
            byte @Nullable [] at,
            byte @Nullable [] data,
            byte @Nullable [] hash) {}

    /** SQLite's SQLITE_OPEN_READONLY. */
    private static final int READ_ONLY = 0x1;

    /** SQLite's SQLITE_OPEN_NOMUTEX: each connection stays with its thread. */
    private static final int NO_MUTEX = 0x8000;

    /** Most bytes of one event's data: three a UTF-16 unit. */
    private static final int MOST_DATA_BYTES = 3 * Limits.DATA;

    /** Most bytes of a name; {@link Limits#NAME} is in characters, which are ASCII. */
    private static final int MOST_NAME_BYTES = Limits.NAME;

    private static final String PREFIX = "jdbc:sqlite:file:";

    /** A value of another storage type is not equal to its text, and hidden from every query. */
    private static final String SOUND =
            "typeof(stream) = 'text' AND typeof(version) = 'integer' AND typeof(event_id) = 'text'"
                    + " AND typeof(type) = 'text' AND typeof(at) = 'text' AND typeof(data) = 'text'"
                    + " AND typeof(hash) = 'blob' AND length(hash) = 32"
                    + " AND octet_length(data) <= "
                    + MOST_DATA_BYTES
                    + " AND octet_length(stream) <= "
                    + MOST_NAME_BYTES
                    + " AND octet_length(event_id) <= "
                    + MOST_NAME_BYTES
                    + " AND octet_length(type) <= "
                    + MOST_NAME_BYTES
                    + " AND octet_length(at) <= "
                    + MOST_NAME_BYTES;

    /** PostgreSQL's columns have the types of their table, whatever was inserted. */
    private static final String IN_POSTGRES =
            "SELECT position, CASE WHEN octet_length(data) <= "
                    + MOST_DATA_BYTES
                    + " AND greatest(octet_length(stream), octet_length(event_id),"
                    + " octet_length(type), octet_length(at)) <= "
                    + MOST_NAME_BYTES
                    + " THEN 1 ELSE 0 END, convert_to(stream, 'UTF8'), version,"
                    + " convert_to(event_id, 'UTF8'), convert_to(type, 'UTF8'),"
                    + " convert_to(at, 'UTF8'), convert_to(data, 'UTF8'), hash FROM event"
                    + " ORDER BY position";

    private static final String IN_SQLITE =
            "SELECT position, "
                    + SOUND
                    + ", stream, version, event_id, type, at, data, hash FROM event"
                    + " NOT INDEXED ORDER BY position";

    /** Rows that are fetched at once from a server. */
    private static final int AT_ONCE = 1000;

    private final Connection connection;
    private final String rows;
    private final Schema schema;

    /** What of a schema is not as it should be. */
    @FunctionalInterface
    private interface Schema {
        List<String> faults(Connection connection) throws SQLException;
    }

    private RawLog(Connection connection, String rows, Schema schema) {
        this.connection = connection;
        this.rows = rows;
        this.schema = schema;
    }

    /** Opens a log on a server. */
    static RawLog open(Database database) throws SQLException {
        Connection connection = database.reading();
        try {
            if (database.version(connection) == 0) {
                throw new UserError(database.place() + ": there is no event log here");
            }
            connection.setAutoCommit(false); // else the driver would fetch all rows at once
        } catch (SQLException | UserError e) {
            connection.close();
            throw e;
        }
        return new RawLog(connection, IN_POSTGRES, database::faults);
    }

    /** Opens a log; a user error where there is none, or none that can be read here. */
    static RawLog open(Path db) throws SQLException {
        if (!Files.exists(db)) {
            throw new UserError(db + ": no event log here");
        }
        if (!Files.isRegularFile(db)) {
            throw new SQLException("events.db is no regular file");
        }
        if (!Files.isReadable(db)) {
            throw new UserError(db + ": no permission to read it");
        }
        Properties readOnly = new Properties();
        readOnly.setProperty("open_mode", Integer.toString(READ_ONLY | NO_MUTEX));
        readOnly.setProperty("busy_timeout", "10000");
        String file = PREFIX + db.toUri().getRawPath();
        try {
            return opened(db, file, readOnly);
        } catch (SQLException first) {
            if (!cannotOpen(first)) {
                throw first;
            }
            if (hasMore(db)) {
                throw new UserError(
                        db
                                + ": events lie in a file beside it and this medium can't be"
                                + " written: copy the folder elsewhere and verify the copy");
            }
            return opened(db, file + "?immutable=1", readOnly); // read-only media
        }
    }

    /** SQLITE_CANTOPEN: there is no place for the side files that SQLite needs to read. */
    private static boolean cannotOpen(SQLException e) {
        return (e.getErrorCode() & 0xff) == 14;
    }

    /** Whether a log's side files hold what the file alone does not. */
    private static boolean hasMore(Path db) {
        return List.of("-wal", "-journal").stream()
                .map(end -> db.resolveSibling(db.getFileName() + end))
                .anyMatch(file -> {
                    try {
                        return Files.exists(file) && Files.size(file) > 0;
                    } catch (IOException e) {
                        return true;
                    }
                });
    }

    private static RawLog opened(Path db, String url, Properties properties) throws SQLException {
        Connection connection = DriverManager.getConnection(url, properties);
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT 1 FROM sqlite_master LIMIT 1")) {
            if (!rows.next()) {
                connection.close();
                throw new UserError(db + ": there is no event log in this file; a run makes one");
            }
            return new RawLog(connection, IN_SQLITE, SchemaCheck::faults);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** What of the file's schema is not as this program makes it. */
    List<String> schemaFaults() throws SQLException {
        return schema.faults(connection);
    }

    /**
     * What contradicts itself in the file: what queries find by an index is what the table holds,
     * unless someone made the index under other words and then put back the right ones. Of a server
     * this is not asked: its files are out of a stranger's reach.
     */
    List<String> indexFaults() throws SQLException {
        if (!rows.equals(IN_SQLITE)) {
            return List.of();
        }
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("PRAGMA integrity_check(1)")) {
            String said = row.next() ? row.getString(1) : "nothing";
            return said.equals("ok") ? List.of() : List.of("events.db contradicts itself: " + said);
        }
    }

    /** Every row in order, as one reading of the log, until the sink has had enough. */
    void read(Predicate<RawEvent> sink) throws SQLException {
        try (var statement = withCursor();
                var row = statement.executeQuery(rows)) {
            boolean more = true;
            while (more && row.next()) {
                boolean sound = row.getInt(2) == 1;
                long position = row.getLong(1);
                more =
                        sink.test(
                                sound
                                        ? new RawEvent(
                                                position,
                                                true,
                                                row.getBytes(3),
                                                row.getLong(4),
                                                row.getBytes(5),
                                                row.getBytes(6),
                                                row.getBytes(7),
                                                row.getBytes(8),
                                                row.getBytes(9))
                                        : new RawEvent(
                                                position, false, null, 0, null, null, null, null,
                                                null));
            }
        }
    }

    private Statement withCursor() throws SQLException {
        Statement statement = connection.createStatement();
        statement.setFetchSize(AT_ONCE);
        return statement;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("closing a read-only connection", e);
        }
    }
}
