package dev.pke.audit;

import dev.pke.fault.UserError;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The verifier's own eyes on {@code events.db}: raw columns as bytes, through {@code java.sql} and
 * a read-only connection of its own. It does not go through the {@code store} room on purpose: a
 * check that reads with the writer's code would repeat the writer's mistakes. One thread each.
 */
final class RawLog implements AutoCloseable {
    /** SQLite's SQLITE_OPEN_READONLY. */
    private static final int READ_ONLY = 0x1;

    /** SQLite's SQLITE_OPEN_NOMUTEX: each connection stays with its thread. */
    private static final int NO_MUTEX = 0x8000;

    private static final String PREFIX = "jdbc:sqlite:file:";

    private final Connection connection;

    private RawLog(Connection connection) {
        this.connection = connection;
    }

    /** The columns of one event as they lie in the file. */
    interface Row {
        void event(
                long position,
                byte @Nullable [] stream,
                long version,
                byte @Nullable [] eventId,
                byte @Nullable [] type,
                byte @Nullable [] at,
                byte @Nullable [] data,
                byte @Nullable [] hash);
    }

    /** How many events there are, and the lowest and highest position; zeros when empty. */
    record Extent(long count, long lowest, long highest) {}

    static RawLog open(Path db) {
        if (!Files.isRegularFile(db)) {
            throw new UserError(db + ": no event log here");
        }
        Properties readOnly = new Properties();
        readOnly.setProperty("open_mode", Integer.toString(READ_ONLY | NO_MUTEX));
        readOnly.setProperty("busy_timeout", "10000");
        String file = PREFIX + db.toUri().getRawPath();
        try {
            return opened(file, readOnly);
        } catch (SQLException first) {
            try {
                // A log on read-only media has no place for the WAL's index.
                return opened(file + "?immutable=1", readOnly);
            } catch (SQLException second) {
                throw new UserError(db + ": can't be read: " + first.getMessage(), first);
            }
        }
    }

    private static RawLog opened(String url, Properties properties) throws SQLException {
        Connection connection = DriverManager.getConnection(url, properties);
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM sqlite_master")) {
            rows.next();
            if (rows.getLong(1) == 0) {
                connection.close();
                throw new UserError(
                        url.substring(PREFIX.length())
                                + ": there is no event log in this file; a run makes one");
            }
            return new RawLog(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    Extent extent() throws SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT count(*), min(position), max(position) FROM event")) {
            rows.next();
            return new Extent(rows.getLong(1), rows.getLong(2), rows.getLong(3));
        }
    }

    /** The hash column at a position; null if there is no such event. */
    byte @Nullable [] hashAt(long position) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT hash FROM event WHERE position = ?")) {
            query.setLong(1, position);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getBytes(1) : null;
            }
        }
    }

    /** Every event with first ≤ position ≤ last, in order. */
    void read(long first, long last, Row sink) throws SQLException {
        String sql =
                "SELECT position, stream, version, event_id, type, at, data, hash FROM event"
                        + " NOT INDEXED WHERE position BETWEEN ? AND ? ORDER BY position";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, first);
            query.setLong(2, last);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    sink.event(
                            row.getLong(1),
                            row.getBytes(2),
                            row.getLong(3),
                            row.getBytes(4),
                            row.getBytes(5),
                            row.getBytes(6),
                            row.getBytes(7),
                            row.getBytes(8));
                }
            }
        }
    }

    /** The hash columns of first ≤ position ≤ last, in order. */
    void hashes(long first, long last, Consumer<byte[]> sink) throws SQLException {
        String sql = "SELECT hash FROM event WHERE position BETWEEN ? AND ? ORDER BY position";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setLong(1, first);
            query.setLong(2, last);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    sink.accept(row.getBytes(1));
                }
            }
        }
    }

    /** Event ids that occur more than once, each with its second position. */
    void doubledIds(BiConsumer<Long, String> sink) throws SQLException {
        String sql =
                "SELECT max(position), event_id FROM event NOT INDEXED"
                        + " GROUP BY event_id HAVING count(*) > 1";
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            while (row.next()) {
                sink.accept(row.getLong(1), row.getString(2));
            }
        }
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
