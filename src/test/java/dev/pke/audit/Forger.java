package dev.pke.audit;

import dev.pke.event.Sha256;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Someone who owns the disk: lifts the guards, changes what they like, puts the guards back, and
 * can mend every hash behind the change. Its hashing is its own, a few lines of the definition.
 */
final class Forger {
    private final String url;

    private Forger(Path home) {
        this.url = "jdbc:sqlite:" + home.resolve("events.db");
    }

    static Forger at(Path home) {
        return new Forger(home);
    }

    /** Sets one column of one event. */
    void edit(long position, String column, String expression) {
        run("UPDATE event SET " + column + " = " + expression + " WHERE position = " + position);
    }

    /** Runs statements with the guards lifted; a DROP of a guard stays. */
    void run(String... statements) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = OFF"); // a forger waits for no disk
            List<String[]> guards = new ArrayList<>();
            String all = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'";
            try (var rows = statement.executeQuery(all)) {
                while (rows.next()) {
                    guards.add(new String[] {rows.getString(1), rows.getString(2)});
                }
            }
            for (String[] guard : guards) {
                statement.executeUpdate("DROP TRIGGER " + guard[0]);
            }
            for (String each : statements) {
                if (!each.startsWith("DROP TRIGGER")) {
                    statement.executeUpdate(each);
                }
            }
            for (String[] guard : guards) {
                if (!String.join(" ", statements).contains("DROP TRIGGER " + guard[0])) {
                    statement.executeUpdate(guard[1]);
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** What the first event of a type says at a path. */
    String read(String type, String path) {
        String query =
                "SELECT json_extract(data, '%s') FROM event WHERE type = '%s' ORDER BY position"
                        .formatted(path, type);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Computes every hash anew from a position to the end. */
    void rehash(long from) {
        List<String> updates = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            byte[] hash = new byte[32];
            try (var rows =
                    statement.executeQuery(
                            "SELECT hash FROM event WHERE position = " + (from - 1))) {
                if (rows.next()) {
                    hash = rows.getBytes(1);
                }
            }
            String query =
                    "SELECT position, '{\"at\":\"'||at||'\",\"data\":'||data||',\"event_id\":\"'"
                            + "||event_id||'\",\"position\":'||position||',\"stream\":\"'||stream"
                            + "||'\",\"type\":\"'||type||'\",\"version\":'||version||'}'"
                            + " FROM event WHERE position >= "
                            + from
                            + " ORDER BY position";
            try (var rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    MessageDigest sha = Sha256.digest();
                    sha.update(hash);
                    hash = sha.digest(rows.getString(2).getBytes(StandardCharsets.UTF_8));
                    String hex = java.util.HexFormat.of().formatHex(hash);
                    updates.add(
                            "UPDATE event SET hash = x'%s' WHERE position = %d"
                                    .formatted(hex, rows.getLong(1)));
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        run(updates.toArray(String[]::new));
    }
}
