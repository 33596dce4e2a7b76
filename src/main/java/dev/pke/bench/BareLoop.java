package dev.pke.bench;

import dev.pke.event.HashChain;
import dev.pke.event.NewEvent;
import dev.pke.store.Connections;
import dev.pke.store.HotSql;
import dev.pke.store.Migrator;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * The least that can be done: one prepared statement, hashing and inserting into the same table
 * with its indexes and guards, one transaction a batch. What the store costs beyond it is the
 * store's.
 */
final class BareLoop implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement insert;
    private long position;
    private byte[] hash = HashChain.start();

    BareLoop(Path file) throws SQLException {
        connection = Connections.writing(file);
        Migrator.migrate(file, connection);
        insert = connection.prepareStatement(HotSql.INSERT);
    }

    void append(String stream, String at, List<NewEvent> events) throws SQLException {
        connection.setAutoCommit(false);
        for (NewEvent event : events) {
            position++;
            hash =
                    HashChain.next(
                            hash,
                            position,
                            stream,
                            position,
                            event.id(),
                            event.type(),
                            at,
                            event.data());
            insert.setLong(1, position);
            insert.setString(2, stream);
            insert.setLong(3, position);
            insert.setString(4, event.id());
            insert.setString(5, event.type());
            insert.setString(6, at);
            insert.setString(7, event.data());
            insert.setBytes(8, hash);
            insert.addBatch();
        }
        insert.executeBatch();
        connection.setAutoCommit(true);
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        connection.close();
    }
}
