package dev.pke.audit;

import dev.pke.fault.UserError;
import dev.pke.store.SqliteEventStore;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The check that the event table still refuses what it must. The table's own schema is built anew
 * in memory and tried: what a guard is called, or how it is written, does not matter.
 */
final class GuardCheck {
    private static final String ROW =
            " VALUES (1, 'run/a', 1, 'a', 'noted.v1', '2026-01-01T00:00:00.000Z', '{}',"
                    + " zeroblob(32))";
    private static final String OTHER =
            " VALUES (2, 'run/a', 1, 'b', 'noted.v1', '2026-01-01T00:00:00.000Z', '{}',"
                    + " zeroblob(32))";
    private static final String SAME_ID =
            " VALUES (2, 'run/a', 2, 'a', 'noted.v1', '2026-01-01T00:00:00.000Z', '{}',"
                    + " zeroblob(32))";

    private static final String WHOLE = "'table', 'index', 'trigger'";
    private static final String WITHOUT_TRIGGERS = "'table', 'index'";

    private GuardCheck() {}

    /** Says of every guard that it is gone, or that all stand. */
    static void run(Path db, Report report) {
        Map<String, String> attempts = new LinkedHashMap<>();
        attempts.put("UPDATE", "UPDATE event SET data = '{\"a\":1}'");
        attempts.put("UPDATE OR REPLACE", "UPDATE OR REPLACE event SET version = 2");
        attempts.put("DELETE", "DELETE FROM event");
        attempts.put("INSERT OR REPLACE", "INSERT OR REPLACE INTO event" + ROW);
        attempts.put(
                "upsert", "INSERT INTO event" + ROW + " ON CONFLICT DO UPDATE SET data = '[]'");
        Map<String, String> doubles = new LinkedHashMap<>();
        doubles.put("a version twice", "INSERT INTO event" + OTHER);
        doubles.put("an event id twice", "INSERT INTO event" + SAME_ID);
        long before = report.count();
        try (RawLog log = RawLog.open(db)) {
            refused(log.connection(), WHOLE, attempts, report);
            refused(log.connection(), WITHOUT_TRIGGERS, doubles, report);
        } catch (SQLException e) {
            report.wrong("the event table's own schema can't be built: " + e.getMessage());
        }
        if (report.count() == before) {
            report.good(
                    "the event table refuses %s, %s"
                            .formatted(
                                    String.join(", ", attempts.keySet()),
                                    String.join(", ", doubles.keySet())));
        }
    }

    /** Says what of the file's schema is not, word for word, as this program builds it. */
    static void schema(Path db, Report report) {
        try (SqliteEventStore store = SqliteEventStore.openReadOnly(db)) {
            store.schemaFaults().forEach(report::wrong);
        } catch (UserError e) {
            report.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static void refused(
            Connection from, String kinds, Map<String, String> attempts, Report report)
            throws SQLException {
        for (Map.Entry<String, String> attempt : attempts.entrySet()) {
            if (!refuses(from, kinds, attempt.getValue())) {
                report.wrong("the guard against " + attempt.getKey() + " is gone");
            }
        }
    }

    private static boolean refuses(Connection from, String kinds, String attempt)
            throws SQLException {
        String order = " ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END";
        try (Connection copy = DriverManager.getConnection("jdbc:sqlite::memory:");
                var build = copy.createStatement();
                var schema = from.createStatement();
                var rows =
                        schema.executeQuery(
                                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
                                        + " AND tbl_name = 'event' AND type IN ("
                                        + kinds
                                        + ")"
                                        + order)) {
            while (rows.next()) {
                build.executeUpdate(rows.getString(1));
            }
            build.executeUpdate("INSERT INTO event" + ROW);
            return refuses(build, attempt);
        }
    }

    private static boolean refuses(Statement copy, String attempt) {
        try {
            copy.executeUpdate(attempt);
            return false;
        } catch (SQLException refused) {
            return true;
        }
    }
}
