package dev.pke.store;

import static dev.pke.store.jooq.Tables.RUN_ROW;

import dev.pke.run.RunEventCodec;
import dev.pke.run.RunSummary;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
            long reached = reader.number(HotSql.REACHED);
            if (reached > reader.head()) {
                return new Stored(List.of(), reached);
            }
            try (PreparedStatement select = reader.connection().prepareStatement(HotSql.LINES);
                    ResultSet rows = select.executeQuery()) {
                return new Stored(lines(rows), reached);
            }
        });
    }

    /**
     * The lines of the runs that began last, and how many there are; null where the list is behind
     * the log, or cannot be trusted.
     */
    @Nullable Newest newest(int most) {
        Newest found =
                store.read(reader -> {
                    if (reader.schema() < SINCE_SCHEMA) {
                        return new Newest(List.of(), 0, 0);
                    }
                    long count = reader.number(HotSql.COUNT);
                    long reached = reader.number(HotSql.REACHED);
                    try (PreparedStatement select =
                            reader.connection().prepareStatement(HotSql.NEWEST)) {
                        select.setInt(1, most);
                        try (ResultSet rows = select.executeQuery()) {
                            return new Newest(lines(rows), count, reached);
                        }
                    }
                });
        return found.lines().isEmpty() || isBehind(found.reached()) ? null : found;
    }

    /** Some lines, how many there are, and the position that they have reached. */
    record Newest(List<RunSummary> lines, long count, long reached) {}

    private boolean isBehind(long reached) {
        return reached > store.head()
                || RunEventCodec.milestones().stream()
                        .anyMatch(type -> !store.readType(type, reached, 1).isEmpty());
    }

    private static List<RunSummary> lines(ResultSet rows) throws SQLException {
        List<RunSummary> lines = new ArrayList<>();
        while (rows.next()) {
            try {
                lines.add(RunSummary.read(rows.getString(1)));
            } catch (IllegalArgumentException ofAnotherForm) {
                return List.of();
            }
        }
        return lines;
    }

    /** Stores lines, if what is stored is still as of a position; whether it was. */
    CompletableFuture<Boolean> advance(long from, List<RunSummary> lines) {
        return store.write(open -> open.number(HotSql.REACHED) == from && put(open, lines));
    }

    /** Stores these lines and no others, under the same condition. */
    CompletableFuture<Boolean> replace(long from, List<RunSummary> lines) {
        return store.write(open -> {
            if (open.number(HotSql.REACHED) != from) {
                return false;
            }
            open.sql().deleteFrom(RUN_ROW).execute();
            return put(open, lines);
        });
    }

    private static boolean put(EventReader open, List<RunSummary> lines) throws SQLException {
        try (PreparedStatement put = open.connection().prepareStatement(HotSql.PUT_LINE)) {
            for (RunSummary line : lines) {
                put.setString(1, line.run());
                put.setLong(2, line.position());
                put.setLong(3, line.timing().startedPosition());
                put.setString(4, line.planName());
                put.setString(5, line.method());
                put.setString(6, line.model());
                put.setString(7, String.join(" ", new TreeSet<>(line.seeds().values())));
                put.setString(8, line.status().wire());
                put.setString(9, line.json());
                put.addBatch();
            }
            put.executeBatch();
        }
        return true;
    }
}
