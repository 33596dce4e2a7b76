package dev.pke.store;

import dev.pke.run.ReadModel;
import dev.pke.run.ReadModelRegistry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The read models' tables as they are written: every change is one transaction of the writer. */
record ViewTables(SqliteEventStore store) {
    /** Puts every model that has no position yet at 0. */
    CompletableFuture<Boolean> start() {
        return store.write(connection -> {
            try (PreparedStatement start = connection.prepareStatement(ViewSql.START)) {
                for (ReadModel<?> model : ReadModelRegistry.all()) {
                    start.setString(1, model.name());
                    start.addBatch();
                }
                start.executeBatch();
            }
            return true;
        });
    }

    /** Forgets everything that is stored. */
    CompletableFuture<Boolean> clear() {
        return store.write(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(ViewSql.CLEAR_ROWS);
                statement.executeUpdate(ViewSql.CLEAR_POSITIONS);
            }
            return true;
        });
    }

    /** Stores rows and moves the models on, if they are all still where they were. */
    CompletableFuture<Boolean> advance(
            List<? extends ReadModel<?>> models, long from, long to, List<ViewRow> rows) {
        return store.write(connection -> {
            if (!compareAndSet(connection, models, from, to)) {
                return false;
            }
            insert(connection, rows);
            return true;
        });
    }

    private static boolean compareAndSet(
            Connection connection, List<? extends ReadModel<?>> models, long from, long to)
            throws SQLException {
        try (PreparedStatement advance = connection.prepareStatement(ViewSql.ADVANCE)) {
            for (ReadModel<?> model : models) {
                advance.setLong(1, to);
                advance.setString(2, model.name());
                advance.setLong(3, from);
                if (advance.executeUpdate() != 1) {
                    return false;
                }
            }
            return true;
        }
    }

    private static void insert(Connection connection, List<ViewRow> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ViewSql.INSERT)) {
            for (ViewRow row : rows) {
                insert.setString(1, row.model());
                insert.setString(2, row.run());
                insert.setLong(3, row.position());
                insert.setString(4, row.key());
                insert.setString(5, row.json());
                insert.addBatch();
            }
            if (!rows.isEmpty()) {
                insert.executeBatch();
            }
        }
    }
}
