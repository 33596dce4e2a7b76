package dev.pke.store;

import dev.pke.event.Accepted;
import dev.pke.event.Append;
import dev.pke.event.HashChain;
import dev.pke.event.NewEvent;
import dev.pke.event.Recorded;

import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The writing connection: appends within one transaction that begins by reading the head. For the
 * writer thread alone.
 *
 * <p>The versions of streams are remembered between transactions and forgotten as soon as the head
 * is not the one this writer left: in a log that only grows, the same head means that nobody else
 * has written.
 */
final class EventWriter implements AutoCloseable {
    private static final int MOST_REMEMBERED = 10_000;

    private final Database database;
    private final Connection connection;
    private final Clock clock;
    private final EventReader reader;
    private final PreparedStatement insert; // see HotSql for why these two are not jOOQ's to run
    private final PreparedStatement readHead;
    private final Map<String, Long> versions = new HashMap<>();
    private long position;
    private byte[] hash = HashChain.start();
    private String at = "";
    private String lastAt = "";
    private int unsent;

    EventWriter(Database database, Clock clock) throws SQLException {
        this.database = database;
        this.connection = database.writing();
        this.clock = clock;
        this.reader = new EventReader(connection, database);
        this.insert = connection.prepareStatement(HotSql.INSERT);
        this.readHead = connection.prepareStatement(HotSql.HEAD);
    }

    /** Takes the write lock, then reads the head. */
    void begin() throws SQLException {
        connection.setAutoCommit(false);
        long before = position;
        byte[] hashBefore = hash;
        readHead();
        if (position != before || !Arrays.equals(hash, hashBefore)) {
            versions.clear();
        }
        if (versions.size() > MOST_REMEMBERED) {
            versions.clear();
        }
        at = Accepted.after(lastAt, clock);
    }

    private void readHead() throws SQLException {
        database.lock(connection);
        try (ResultSet row = readHead.executeQuery()) {
            boolean any = row.next();
            position = any ? row.getLong(1) : 0;
            hash = any ? row.getBytes(2) : HashChain.start();
            lastAt = any ? row.getString(3) : "";
        }
    }

    /** Makes everything since {@link #begin} durable; the head's position. */
    long commit() throws SQLException {
        send();
        connection.setAutoCommit(true);
        return position;
    }

    /** Runs a transaction on other tables; whether it was committed. */
    boolean transact(PendingWrite.Statements statements) throws SQLException {
        connection.setAutoCommit(false);
        database.lock(connection);
        boolean keep;
        try {
            keep = statements.run(reader);
        } catch (DataAccessException e) {
            throw SqlFault.cause(e);
        }
        if (!keep) {
            connection.rollback();
        }
        connection.setAutoCommit(true);
        return keep;
    }

    /** Undoes everything since {@link #begin}, and begins again. */
    void beginAgain() throws SQLException {
        insert.clearBatch();
        unsent = 0;
        versions.clear();
        connection.rollback(); // this also begins the next transaction
        readHead();
    }

    /** How the append is recorded, if its ids were there before; else an empty list. */
    List<Recorded> alreadyRecorded(Append append) throws SQLException {
        send();
        Map<String, Recorded> known = new HashMap<>();
        for (NewEvent event : append.events()) {
            for (Recorded before : reader.events(HotSql.Question.ID, 1, event.id())) {
                known.put(before.eventId(), before);
            }
        }
        return append.alreadyRecorded(known::get);
    }

    /** The stream's last version, this transaction's appends included. */
    long version(String stream) throws SQLException {
        Long known = versions.get(stream);
        if (known == null) {
            known = reader.version(stream);
            versions.put(stream, known);
        }
        return known;
    }

    /** Adds the events to the transaction. They are sent with the next call of another method. */
    List<Recorded> add(Append append) throws SQLException {
        String stream = append.stream();
        long version = version(stream);
        List<Recorded> added = new ArrayList<>(append.events().size());
        for (NewEvent event : append.events()) {
            version++;
            position++;
            String id = event.id();
            String type = event.type();
            String data = event.data();
            hash = HashChain.next(hash, position, stream, version, id, type, at, data);
            var next = new Recorded(position, stream, version, id, type, at, data, hash);
            HotSql.add(insert, next);
            unsent++;
            added.add(next);
        }
        versions.put(stream, version);
        return added;
    }

    /** Runs the inserts that wait. */
    void send() throws SQLException {
        if (unsent > 0) {
            int sent = unsent;
            unsent = 0;
            int[] rows = insert.executeBatch();
            if (rows.length != sent || Arrays.stream(rows).anyMatch(n -> n != 1)) {
                throw new SQLException("an event was taken and not inserted; pke verify says more");
            }
        }
    }

    /** Closes; what was not committed is as if it had never been. */
    static void discard(@Nullable EventWriter writer) {
        if (writer != null) {
            try {
                writer.close();
            } catch (SQLException e) {
                // the file's state does not depend on how its connection ends
                return;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        readHead.close();
        reader.close();
    }
}
