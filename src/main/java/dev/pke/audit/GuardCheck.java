package dev.pke.audit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
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
        attempts.put("a version twice", "INSERT INTO event" + OTHER);
        attempts.put("an event id twice", "INSERT INTO event" + SAME_ID);
        int standing = 0;
        try (RawLog log = RawLog.open(db)) {
            for (Map.Entry<String, String> attempt : attempts.entrySet()) {
                if (refuses(log.connection(), attempt.getValue())) {
                    standing++;
                } else {
                    report.wrong("the guard against " + attempt.getKey() + " is gone");
                }
            }
        } catch (SQLException e) {
            report.wrong("the event table's own schema can't be built: " + e.getMessage());
        }
        if (standing == attempts.size()) {
            report.good("the event table refuses " + String.join(", ", attempts.keySet()));
        }
    }

    private static boolean refuses(Connection from, String attempt) throws SQLException {
        try (Connection copy = DriverManager.getConnection("jdbc:sqlite::memory:");
                var build = copy.createStatement();
                var schema = from.createStatement();
                var rows =
                        schema.executeQuery(
                                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name ="
                                        + " 'event' ORDER BY CASE type WHEN 'table' THEN 0 WHEN"
                                        + " 'index' THEN 1 ELSE 2 END")) {
            while (rows.next()) {
                build.executeUpdate(rows.getString(1));
            }
            build.executeUpdate("INSERT INTO event" + ROW);
            try {
                build.executeUpdate(attempt);
                return false;
            } catch (SQLException refused) {
                return true;
            }
        }
    }
}
