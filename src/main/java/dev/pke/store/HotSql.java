package dev.pke.store;

import dev.pke.event.Recorded;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * What the log and the list of runs are asked and told, as SQL that is prepared without jOOQ;
 * everything else is jOOQ's to write and to run. A test holds every word of it against what jOOQ
 * makes of the schema.
 *
 * <p>Why: in CPU on an AMD EPYC, 100,000 events of 300 bytes into memory, an insert takes 3.1 us
 * prepared and batched, 11.2 us as jOOQ's batchInsert, 18.4 us one by one; asking for the head
 * takes 1.1 us against 14. A whole append, hash and all, takes 8 us an event ({@code pke bench
 * store}). And waking jOOQ takes three times as long as {@code java -version}: a short verb would
 * spend half of its time on it ({@code pke bench start}).
 */
public final class HotSql {
    private static final String COLUMNS =
            "position, stream, version, event_id, type, at, data, hash";

    /** Parameters: the eight columns in the order of the table. */
    public static final String INSERT =
            "insert into event (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?)";

    /** Gives position, hash and time of the last event; no row when empty. */
    static final String HEAD =
            "select event.position, event.hash, event.at from event order by event.position desc"
                    + " limit 1";

    /** Gives the last position; null when empty. */
    static final String LAST = "select max(event.position) from event";

    /** Gives the last version of a stream; null when it is empty. */
    static final String VERSION = "select max(event.version) from event where event.stream = ?";

    /** Gives the lines of the stored list of runs. */
    static final String LINES = "select run_row.json from run_row";

    /** Gives the lines of the runs that began last; its parameter is how many. */
    static final String NEWEST =
            "select run_row.json from run_row order by run_row.started_position desc limit ?";

    /** Gives how many lines there are. */
    static final String COUNT = "select count(*) from run_row";

    /** Gives the position that the stored list has reached; null when it is empty. */
    static final String REACHED = "select max(run_row.position) from run_row";

    /**
     * Parameters: the nine columns in the order of the table. Takes the place of the same run's.
     */
    static final String PUT_LINE =
            "insert into run_row"
                    + " (run, position, started_position, plan, method, model, seed, status, json)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (run) do update set"
                    + " position = excluded.position,"
                    + " started_position = excluded.started_position, plan = excluded.plan,"
                    + " method = excluded.method, model = excluded.model, seed = excluded.seed,"
                    + " status = excluded.status, json = excluded.json";

    /** Gives run and time of each lease. */
    static final String HEARD = "select lease.run, lease.heard_at from lease";

    /** Which events are asked for, and in what order; the last parameter is how many at most. */
    enum Question {
        STREAM("(event.stream = ? and event.version > ?)", "event.version"),
        LAST_OF("event.stream = ?", "event.version desc"),
        AFTER("event.position > ?", "event.position"),
        BEFORE("event.position < ?", "event.position desc"),
        TYPE("(event.type = ? and event.position > ?)", "event.position"),
        ID("event.event_id = ?", "event.position");

        private final String sql;

        Question(String which, String order) {
            sql =
                    "select event."
                            + COLUMNS.replace(", ", ", event.")
                            + " from event where "
                            + which
                            + " order by "
                            + order
                            + " limit ?";
        }

        String sql() {
            return sql;
        }
    }

    /** Adds an event to the batch of an insert. */
    static void add(PreparedStatement insert, Recorded event) throws SQLException {
        insert.setLong(1, event.position());
        insert.setString(2, event.stream());
        insert.setLong(3, event.version());
        insert.setString(4, event.eventId());
        insert.setString(5, event.type());
        insert.setString(6, event.at());
        insert.setString(7, event.data());
        insert.setBytes(8, event.hash());
        insert.addBatch();
    }

    private HotSql() {}
}
