package dev.pke.store;

import static dev.pke.store.jooq.Tables.LEASE;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * When the process that does a run was last heard of, beside the record: what tells a run at work
 * from one whose process died. A home of an older program has none. Any thread.
 */
public final class Leases {
    private static final int SINCE_SCHEMA = 5;

    private final SqlEventStore store;
    private final Clock clock;

    Leases(SqlEventStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The time by the clock that heartbeats are written with. */
    public Instant now() {
        return clock.instant();
    }

    /** By run, when its owner was last heard of. */
    public Map<String, Instant> heard() {
        return store.read(reader -> {
            Map<String, Instant> heard = new HashMap<>();
            if (reader.schema() >= SINCE_SCHEMA) {
                try (PreparedStatement select = reader.connection().prepareStatement(HotSql.HEARD);
                        ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        put(heard, row.getString(1), row.getString(2));
                    }
                }
            }
            return heard;
        });
    }

    private static void put(Map<String, Instant> heard, String run, String at) {
        try {
            heard.put(run, Instant.parse(at));
        } catch (DateTimeException unreadable) {
            heard.remove(run); // as if it had not been heard: nothing rests on these rows
        }
    }

    /** Writes that a run's owner is there, now. */
    public void beat(String run, String owner) {
        String at = clock.instant().toString();
        try {
            store.write(
                            open -> {
                                open.sql()
                                        .insertInto(LEASE)
                                        .columns(LEASE.RUN, LEASE.OWNER, LEASE.HEARD_AT)
                                        .values(run, owner, at)
                                        .onConflict(LEASE.RUN)
                                        .doUpdate()
                                        .set(LEASE.OWNER, owner)
                                        .set(LEASE.HEARD_AT, at)
                                        .execute();
                                return true;
                            })
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : e;
        }
    }

    /** Beats for a run, now and from then on, until it is closed or the process ends. */
    public Heartbeat keep(String run, String owner) {
        return new Heartbeat(() -> beat(run, owner));
    }
}
