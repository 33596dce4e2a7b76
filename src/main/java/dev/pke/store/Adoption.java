package dev.pke.store;

import dev.pke.event.HashChain;
import dev.pke.event.Recorded;
import dev.pke.fault.UserError;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Events of another store on their way into this one, as they were recorded there. */
record Adoption(Database database, List<Recorded> events) {
    /** Adds them in one transaction, if they follow from the last event. */
    void into(GroupCommit writer) {
        boolean done;
        try {
            done = writer.write(open -> follow(open.connection())).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : e;
        }
        if (!done) {
            throw new UserError(
                    "%s: event %d does not follow from the last one there: it holds another"
                                    .formatted(database.place(), events.getFirst().position())
                            + " history, or someone else writes to it");
        }
    }

    private boolean follow(Connection connection) throws SQLException {
        long position = 0;
        byte[] hash = HashChain.start();
        try (PreparedStatement last = connection.prepareStatement(HotSql.HEAD);
                ResultSet row = last.executeQuery()) {
            if (row.next()) {
                position = row.getLong(1);
                hash = row.getBytes(2);
            }
        }
        for (Recorded event : events) {
            position++;
            hash = HashChain.next(hash, event);
            if (event.position() != position || !Arrays.equals(event.hash(), hash)) {
                return false;
            }
        }
        insert(connection);
        return true;
    }

    private void insert(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(HotSql.INSERT)) {
            for (Recorded event : events) {
                HotSql.add(insert, event);
            }
            insert.executeBatch();
        }
    }
}
