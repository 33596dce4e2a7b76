package dev.pke.store;

import static dev.pke.store.jooq.Tables.EVENT;

import static org.jooq.impl.DSL.param;

import dev.pke.event.Recorded;
import dev.pke.fault.UserError;

import org.jooq.DSLContext;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.SelectJoinStep;
import org.jooq.TableField;
import org.jooq.impl.DSL;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The queries over the event table, written with jOOQ against the generated classes and rendered
 * once; they are prepared once a connection, because rendering costs more than running them.
 */
public final class EventSql {
    private static final DSLContext SQL = DSL.using(SQLDialect.SQLITE);
    private static final Param<Long> AFTER = param("after", Long.class);
    private static final Param<Integer> LIMIT = param("limit", Integer.class);

    /** Parameters: the eight columns in {@link #read}'s order. */
    public static final String INSERT =
            SQL.insertInto(EVENT)
                    .columns(
                            EVENT.POSITION,
                            EVENT.STREAM,
                            EVENT.VERSION,
                            EVENT.EVENT_ID,
                            EVENT.TYPE,
                            EVENT.AT,
                            EVENT.DATA,
                            EVENT.HASH)
                    .values(
                            param("position", EVENT.POSITION),
                            param("stream", EVENT.STREAM),
                            param("version", EVENT.VERSION),
                            param("event_id", EVENT.EVENT_ID),
                            param("type", EVENT.TYPE),
                            param("at", EVENT.AT),
                            param("data", EVENT.DATA),
                            param("hash", EVENT.HASH))
                    .getSQL();

    /** Gives position and hash of the last event; no row when empty. */
    static final String HEAD =
            SQL.select(EVENT.POSITION, EVENT.HASH)
                    .from(EVENT)
                    .orderBy(EVENT.POSITION.desc())
                    .limit(DSL.inline(1))
                    .getSQL();

    /** Parameter: stream. Gives one row: its last version or null. */
    static final String VERSION =
            SQL.select(DSL.max(EVENT.VERSION)).from(EVENT).where(same(EVENT.STREAM)).getSQL();

    /** Parameter: event id. */
    static final String BY_ID = events().where(same(EVENT.EVENT_ID)).getSQL();

    /** Parameters: after position, limit. */
    static final String ALL =
            events().where(EVENT.POSITION.gt(AFTER)).orderBy(EVENT.POSITION).limit(LIMIT).getSQL();

    /** Parameters: before position, limit. */
    static final String BACKWARDS =
            events().where(EVENT.POSITION.lt(AFTER))
                    .orderBy(EVENT.POSITION.desc())
                    .limit(LIMIT)
                    .getSQL();

    /** Parameters: stream, after version, limit. */
    static final String STREAM =
            events().where(same(EVENT.STREAM))
                    .and(EVENT.VERSION.gt(AFTER))
                    .orderBy(EVENT.VERSION)
                    .limit(LIMIT)
                    .getSQL();

    /** Parameters: type, after position, limit. */
    static final String TYPE =
            events().where(same(EVENT.TYPE))
                    .and(EVENT.POSITION.gt(AFTER))
                    .orderBy(EVENT.POSITION)
                    .limit(LIMIT)
                    .getSQL();

    private EventSql() {}

    static SelectJoinStep<? extends Record> events() {
        return SQL.select(
                        EVENT.POSITION,
                        EVENT.STREAM,
                        EVENT.VERSION,
                        EVENT.EVENT_ID,
                        EVENT.TYPE,
                        EVENT.AT,
                        EVENT.DATA,
                        EVENT.HASH)
                .from(EVENT);
    }

    private static org.jooq.Condition same(TableField<?, String> field) {
        return field.eq(param("same", String.class));
    }

    /** The event in a result's current row; {@link UserError} if the row is none. */
    static Recorded read(ResultSet row) throws SQLException {
        long position = row.getLong(1);
        String stream = row.getString(2);
        String eventId = row.getString(4);
        String type = row.getString(5);
        String at = row.getString(6);
        String data = row.getString(7);
        byte[] hash = row.getBytes(8);
        if (stream == null
                || eventId == null
                || type == null
                || at == null
                || data == null
                || hash == null) {
            throw new UserError("the stored event at position " + position + " is damaged");
        }
        return new Recorded(position, stream, row.getLong(3), eventId, type, at, data, hash);
    }
}
