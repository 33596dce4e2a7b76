package dev.pke.store;

import static dev.pke.store.jooq.Tables.EVENT;
import static dev.pke.store.jooq.Tables.LEASE;
import static dev.pke.store.jooq.Tables.RUN_ROW;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.OrderField;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What is written by hand for speed is, to the word, what jOOQ makes of the schema. */
class HotSqlTest {
    private static final DSLContext SQL =
            DSL.using(
                    SQLDialect.SQLITE,
                    new Settings()
                            .withRenderQuotedNames(RenderQuotedNames.NEVER)
                            .withRenderSchema(false));

    private static void same(Query query, String byHand) {
        assertEquals(query.getSQL(), byHand);
    }

    @Test
    void theLogIsAskedAsJooqWouldAskIt() {
        same(
                SQL.select(EVENT.POSITION, EVENT.HASH, EVENT.AT)
                        .from(EVENT)
                        .orderBy(EVENT.POSITION.desc())
                        .limit(inline(1)),
                HotSql.HEAD);
        same(SQL.select(max(EVENT.POSITION)).from(EVENT), HotSql.LAST);
        same(
                SQL.select(max(EVENT.VERSION)).from(EVENT).where(EVENT.STREAM.eq("s")),
                HotSql.VERSION);
        for (HotSql.Question each : HotSql.Question.values()) {
            Condition which =
                    switch (each) {
                        case STREAM -> EVENT.STREAM.eq("s").and(EVENT.VERSION.gt(1L));
                        case LAST_OF -> EVENT.STREAM.eq("s");
                        case AFTER -> EVENT.POSITION.gt(1L);
                        case BEFORE -> EVENT.POSITION.lt(1L);
                        case TYPE -> EVENT.TYPE.eq("t").and(EVENT.POSITION.gt(1L));
                        case ID -> EVENT.EVENT_ID.eq("i");
                    };
            OrderField<?> order =
                    switch (each) {
                        case STREAM -> EVENT.VERSION;
                        case LAST_OF -> EVENT.VERSION.desc();
                        case BEFORE -> EVENT.POSITION.desc();
                        case AFTER, TYPE, ID -> EVENT.POSITION;
                    };
            same(SQL.selectFrom(EVENT).where(which).orderBy(order).limit(9), each.sql());
        }
    }

    @Test
    void theLatestLinesAreAskedAsJooqWouldAskThem() {
        same(
                SQL.select(RUN_ROW.JSON)
                        .from(RUN_ROW)
                        .orderBy(RUN_ROW.STARTED_POSITION.desc())
                        .limit(9),
                HotSql.NEWEST);
        same(SQL.selectCount().from(RUN_ROW), HotSql.COUNT);
    }

    @Test
    void anEventIsInsertedAsJooqWouldInsertIt() {
        same(
                SQL.insertInto(EVENT, EVENT.fields()).values(new Object[EVENT.fields().length]),
                HotSql.INSERT);
    }

    @Test
    void theListAndTheLeasesAreReadAsJooqWouldReadThem() {
        same(SQL.select(RUN_ROW.JSON).from(RUN_ROW), HotSql.LINES);
        same(SQL.select(max(RUN_ROW.POSITION)).from(RUN_ROW), HotSql.REACHED);
        same(SQL.select(LEASE.RUN, LEASE.HEARD_AT).from(LEASE), HotSql.HEARD);
    }

    @Test
    void aLineTakesThePlaceOfItsRunsInEveryColumn() {
        String columns =
                Arrays.stream(RUN_ROW.fields())
                        .map(each -> each.getName())
                        .collect(Collectors.joining(", "));
        String taken =
                Arrays.stream(RUN_ROW.fields())
                        .filter(each -> !each.equals(RUN_ROW.RUN))
                        .map(each -> each.getName() + " = excluded." + each.getName())
                        .collect(Collectors.joining(", "));
        assertEquals(
                "insert into run_row ("
                        + columns
                        + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (run) do update set "
                        + taken,
                HotSql.PUT_LINE);
    }
}
