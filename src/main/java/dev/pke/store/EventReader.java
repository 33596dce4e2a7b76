package dev.pke.store;

import static dev.pke.store.jooq.Tables.EVENT;

import dev.pke.event.Recorded;
import dev.pke.fault.UserError;
import dev.pke.store.jooq.tables.records.EventRecord;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.OrderField;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One connection with the questions that are asked of the log. For one thread at a time. */
final class EventReader implements AutoCloseable {
    private static final Settings QUIET = new Settings().withExecuteLogging(false);

    private final Connection connection;
    private final Database database;
    private final DSLContext sql;

    EventReader(Connection connection, Database database) {
        this.connection = connection;
        this.database = database;
        this.sql = DSL.using(connection, database.dialect(), QUIET);
    }

    Connection connection() {
        return connection;
    }

    /** The version of the schema that the tables have. */
    int schema() throws SQLException {
        return database.version(connection);
    }

    /** Questions of other kinds. */
    DSLContext sql() {
        return sql;
    }

    /** At most so many events that fit, in an order. */
    List<Recorded> events(Condition which, OrderField<?> order, int limit) {
        return sql.selectFrom(EVENT)
                .where(which)
                .orderBy(order)
                .limit(limit)
                .fetch(EventReader::recorded);
    }

    /** The last position; 0 when empty. */
    long head() {
        return number(sql.select(DSL.max(EVENT.POSITION)).from(EVENT).fetchOne(0, Long.class));
    }

    /** The last version of a stream; 0 when it is empty. */
    long version(String stream) {
        return number(
                sql.select(DSL.max(EVENT.VERSION))
                        .from(EVENT)
                        .where(EVENT.STREAM.eq(stream))
                        .fetchOne(0, Long.class));
    }

    static long number(@Nullable Long value) {
        return value == null ? 0 : value;
    }

    private static Recorded recorded(EventRecord row) {
        if (row.getStream() == null
                || row.getVersion() == null
                || row.getEventId() == null
                || row.getType() == null
                || row.getAt() == null
                || row.getData() == null
                || row.getHash() == null) {
            throw new UserError(
                    "the stored event at position " + row.getPosition() + " is damaged");
        }
        return new Recorded(
                row.getPosition(),
                row.getStream(),
                row.getVersion(),
                row.getEventId(),
                row.getType(),
                row.getAt(),
                row.getData(),
                row.getHash());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
