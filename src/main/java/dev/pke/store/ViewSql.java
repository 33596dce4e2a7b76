package dev.pke.store;

import static dev.pke.store.jooq.Tables.EVENT;
import static dev.pke.store.jooq.Tables.READ_MODEL;
import static dev.pke.store.jooq.Tables.READ_ROW;

import static org.jooq.impl.DSL.param;

import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** The queries over the read models' tables, written with jOOQ and rendered once. */
final class ViewSql {
    private static final DSLContext SQL = DSL.using(SQLDialect.SQLITE);

    /** Gives model and position. */
    static final String POSITIONS =
            SQL.select(READ_MODEL.MODEL, READ_MODEL.POSITION).from(READ_MODEL).getSQL();

    /** Parameter: model. Puts it at position 0 unless it has one. */
    static final String START =
            SQL.insertInto(READ_MODEL)
                    .columns(READ_MODEL.MODEL, READ_MODEL.POSITION)
                    .values(param("model", READ_MODEL.MODEL), DSL.inline(0L))
                    .onConflictDoNothing()
                    .getSQL();

    /** Parameters: to, model, from. Changes one row if the model is still at {@code from}. */
    static final String ADVANCE =
            SQL.update(READ_MODEL)
                    .set(READ_MODEL.POSITION, param("to", READ_MODEL.POSITION))
                    .where(READ_MODEL.MODEL.eq(param("model", READ_MODEL.MODEL)))
                    .and(READ_MODEL.POSITION.eq(param("from", READ_MODEL.POSITION)))
                    .getSQL();

    static final String CLEAR_POSITIONS = SQL.deleteFrom(READ_MODEL).getSQL();

    static final String CLEAR_ROWS = SQL.deleteFrom(READ_ROW).getSQL();

    /** Parameters: model, run, position, key, json. */
    static final String INSERT =
            SQL.insertInto(READ_ROW)
                    .columns(
                            READ_ROW.MODEL,
                            READ_ROW.RUN,
                            READ_ROW.POSITION,
                            READ_ROW.ENTRY_KEY,
                            READ_ROW.JSON)
                    .values(
                            param("model", READ_ROW.MODEL),
                            param("run", READ_ROW.RUN),
                            param("position", READ_ROW.POSITION),
                            param("key", READ_ROW.ENTRY_KEY),
                            param("json", READ_ROW.JSON))
                    .getSQL();

    /** Parameters: model, run, last position. In order of position. */
    static final String OF_RUN =
            SQL.select(
                            READ_ROW.MODEL,
                            READ_ROW.RUN,
                            READ_ROW.POSITION,
                            READ_ROW.ENTRY_KEY,
                            READ_ROW.JSON)
                    .from(READ_ROW)
                    .where(READ_ROW.MODEL.eq(param("model", READ_ROW.MODEL)))
                    .and(READ_ROW.RUN.eq(param("run", READ_ROW.RUN)))
                    .and(READ_ROW.POSITION.le(param("last", READ_ROW.POSITION)))
                    .orderBy(READ_ROW.POSITION, READ_ROW.ENTRY_KEY)
                    .getSQL();

    /** Parameters: model, run. Gives the first run after it that has rows, or null. */
    static final String NEXT_RUN =
            SQL.select(DSL.min(READ_ROW.RUN))
                    .from(READ_ROW)
                    .where(READ_ROW.MODEL.eq(param("model", READ_ROW.MODEL)))
                    .and(READ_ROW.RUN.gt(param("run", READ_ROW.RUN)))
                    .getSQL();

    /** Parameter: stream. Gives the first stream after it, or null. */
    static final String NEXT_STREAM =
            SQL.select(DSL.min(EVENT.STREAM))
                    .from(EVENT)
                    .where(EVENT.STREAM.gt(param("stream", EVENT.STREAM)))
                    .getSQL();

    /** Parameters: stream, after position, last position, limit. */
    static final String STREAM_BETWEEN =
            EventSql.events()
                    .where(EVENT.STREAM.eq(param("stream", EVENT.STREAM)))
                    .and(EVENT.POSITION.gt(param("after", EVENT.POSITION)))
                    .and(EVENT.POSITION.le(param("last", EVENT.POSITION)))
                    .orderBy(EVENT.VERSION)
                    .limit(param("limit", Integer.class))
                    .getSQL();

    private ViewSql() {}
}
