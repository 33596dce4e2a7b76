package dev.pke.store;

import static dev.pke.store.jooq.Tables.RUN_ROW;

import dev.pke.run.RunEventCodec;
import dev.pke.run.RunSummary;
import dev.pke.store.jooq.tables.records.RunRowRecord;

import org.jooq.DSLContext;
import org.jooq.impl.DSL;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** The list of runs as it is stored, one row a run. */
record RunRows(SqlEventStore store) {
    private static final int SINCE_SCHEMA = 4;

    /**
     * What is stored: the lines as of the event at {@code reached}. There are none where there is
     * nothing to trust, as in a file of an older program or where a line is of another form.
     */
    record Stored(List<RunSummary> lines, long reached) {}

    /** Reads all rows. */
    Stored read() {
        return store.read(reader -> {
            if (reader.schema() < SINCE_SCHEMA) {
                return new Stored(List.of(), 0);
            }
            List<String> rows = reader.sql().selectFrom(RUN_ROW).fetch(RUN_ROW.JSON);
            long reached = reached(reader.sql());
            return new Stored(reached > reader.head() ? List.of() : lines(rows), reached);
        });
    }

    private static List<RunSummary> lines(List<String> rows) {
        List<RunSummary> lines = new ArrayList<>();
        for (String json : rows) {
            try {
                lines.add(RunSummary.read(json));
            } catch (IllegalArgumentException ofAnotherForm) {
                return List.of();
            }
        }
        return lines;
    }

    private static long reached(DSLContext sql) {
        return EventReader.number(
                sql.select(DSL.max(RUN_ROW.POSITION)).from(RUN_ROW).fetchOne(0, Long.class));
    }

    /** Stores lines, if what is stored is still as of a position; whether it was. */
    CompletableFuture<Boolean> advance(long from, List<RunSummary> lines) {
        return store.write(sql -> {
            if (reached(sql) != from) {
                return false;
            }
            for (RunSummary line : lines) {
                RunRowRecord row = row(line);
                sql.insertInto(RUN_ROW).set(row).onDuplicateKeyUpdate().set(row).execute();
            }
            return true;
        });
    }

    /** Stores these lines and no others, under the same condition. */
    CompletableFuture<Boolean> replace(long from, List<RunSummary> lines) {
        return store.write(sql -> {
            if (reached(sql) != from) {
                return false;
            }
            sql.deleteFrom(RUN_ROW).execute();
            sql.batchInsert(lines.stream().map(RunRows::row).toList()).execute();
            return true;
        });
    }

    private static RunRowRecord row(RunSummary line) {
        return new RunRowRecord()
                .setRun(line.run())
                .setPosition(line.position())
                .setStartedPosition(line.timing().startedPosition())
                .setPlan(line.planName())
                .setMethod(line.method())
                .setModel(line.model())
                .setSeed(String.join(" ", new TreeSet<>(line.seeds().values())))
                .setStatus(line.status().wire())
                .setJson(RunEventCodec.json(line));
    }
}
