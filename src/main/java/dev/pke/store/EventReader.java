package dev.pke.store;

import dev.pke.event.Recorded;
import dev.pke.fault.UserError;

import org.jooq.DSLContext;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One connection with the questions that are asked of the log. For one thread at a time. */
final class EventReader implements AutoCloseable {
    private final Connection connection;
    private final Database database;
    private @Nullable DSLContext sql;

    EventReader(Connection connection, Database database) {
        this.connection = connection;
        this.database = database;
    }

    Connection connection() {
        return connection;
    }

    /** The version of the schema that the tables have. */
    int schema() throws SQLException {
        return database.version(connection);
    }

    /** Questions of other kinds; jOOQ is woken by the first. */
    DSLContext sql() {
        DSLContext known = sql;
        if (known == null) {
            Settings quiet = new Settings().withExecuteLogging(false);
            known = DSL.using(connection, database.dialect(), quiet);
            sql = known;
        }
        return known;
    }

    /** At most so many events that fit the question's parameters, in its order. */
    List<Recorded> events(HotSql.Question question, int limit, Object... parameters)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(question.sql())) {
            bind(select, parameters);
            select.setInt(parameters.length + 1, limit);
            List<Recorded> events = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    events.add(recorded(row));
                }
            }
            return events;
        }
    }

    /** The last position; 0 when empty. */
    long head() throws SQLException {
        return number(HotSql.LAST);
    }

    /** The last version of a stream; 0 when it is empty. */
    long version(String stream) throws SQLException {
        return number(HotSql.VERSION, stream);
    }

    /** The one number that a question gives; 0 for none. */
    long number(String question, Object... parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(question)) {
            bind(select, parameters);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private static void bind(PreparedStatement select, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            select.setObject(i + 1, parameters[i]);
        }
    }

    private static Recorded recorded(ResultSet row) throws SQLException {
        long position = row.getLong(1);
        long version = row.getLong(3);
        boolean whole = !row.wasNull();
        return new Recorded(
                position,
                whole(row.getString(2), position),
                version,
                whole(row.getString(4), position),
                whole(row.getString(5), position),
                whole(row.getString(6), position),
                whole(row.getString(7), position),
                whole(whole ? row.getBytes(8) : null, position));
    }

    private static <T> T whole(@Nullable T value, long position) {
        if (value == null) {
            throw new UserError("the stored event at position " + position + " is damaged");
        }
        return value;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
