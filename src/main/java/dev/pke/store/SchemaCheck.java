package dev.pke.store;

import dev.pke.event.Sha256;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares a file's schema with the one that this program's scripts make, word for word, before any
 * of the file's own SQL could run: a trigger or a view of a stranger's is not tried, it is found.
 */
public final class SchemaCheck {
    /** More objects than any store of ours has; the rest of a longer list need not be read. */
    private static final int MOST_OBJECTS = 200;

    private static final String OBJECTS =
            "SELECT type || ' ' || name, CASE WHEN length(sql) < 10000 THEN sql ELSE '' END"
                    + " FROM sqlite_master WHERE NOT (type = 'table' AND name IN"
                    + " ('sqlite_stat1', 'sqlite_stat4')) LIMIT "
                    + MOST_OBJECTS;

    /** What stands on the event table, and what each thing is for. */
    private static final Map<String, String> OF_THE_LOG =
            Map.of(
                    "table event", "",
                    "index event_stream_version", "the guard against a version twice is gone: ",
                    "index event_event_id", "the guard against an event id twice is gone: ",
                    "index event_type_position", "",
                    "trigger event_never_updated", "the guard against UPDATE is gone: ",
                    "trigger event_never_deleted", "the guard against DELETE is gone: ",
                    "trigger event_only_appended", "the guard against INSERT OR REPLACE is gone: ");

    /**
     * The digest of what this program's scripts make, which a test holds: to make it anew takes a
     * short verb as long as all that it is for.
     */
    static final String MADE = "23c6d78cf40b579d0aae1671ea3d851cab76ede5d8a98a31de5a397ed34754aa";

    private SchemaCheck() {}

    /**
     * What differs, one line each. Beside the log stands what the file's own version has, or less;
     * its table {@code event} may be without {@code STRICT}, and nothing of the log's own may lack.
     */
    public static List<String> faults(Connection file) throws SQLException {
        Map<String, String> found;
        try (PreparedStatement objects = file.prepareStatement(OBJECTS)) {
            found = objects(objects);
        }
        List<String> faults = new ArrayList<>();
        String encoding = encoding(file);
        if (!encoding.equals("UTF-8")) {
            faults.add("its texts are in " + encoding + ", not in UTF-8");
        }
        int version = Migrator.version(file);
        if (version >= Migrator.SCRIPTS.size() && digest(found).equals(MADE)) {
            return faults;
        }
        Map<String, String> newest = made(Migrator.SCRIPTS.size());
        boolean isNewest = version == Migrator.SCRIPTS.size();
        Map<String, String> expected = isNewest ? newest : made(version);
        newest.forEach((name, sql) -> {
            if (OF_THE_LOG.containsKey(name)) {
                expected.put(name, sql); // whatever version the file gives itself
            }
        });
        for (Map.Entry<String, String> object : expected.entrySet()) {
            String name = object.getKey();
            String guard = OF_THE_LOG.get(name);
            String sql = found.remove(name);
            if (sql == null && guard != null) {
                faults.add(guard + name + " is missing");
            } else if (sql != null && !isAsMade(sql, object.getValue())) {
                faults.add(
                        (guard == null ? "" : guard) + name + " is not as this program makes it");
            }
        }
        found.keySet().forEach(extra -> faults.add(extra + " is not of this program's making"));
        return faults;
    }

    private static String encoding(Connection file) throws SQLException {
        try (PreparedStatement pragma = file.prepareStatement("PRAGMA encoding");
                ResultSet row = pragma.executeQuery()) {
            return row.next() ? row.getString(1) : "";
        }
    }

    /** The digest of a list of objects, each with its SQL. */
    static String digest(Map<String, String> objects) {
        StringBuilder all = new StringBuilder();
        objects.forEach((name, sql) -> all.append(name).append('\n').append(sql).append('\n'));
        return Sha256.hex(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isAsMade(String sql, String expected) {
        return sql.equals(expected) || (sql + " STRICT").equals(expected);
    }

    /** What this program's scripts make up to a version. */
    static Map<String, String> made(int version) throws SQLException {
        int to = Math.clamp(version, 0, Migrator.SCRIPTS.size());
        try (Connection fresh = Connections.inMemory()) {
            Migrator.migrate(Path.of("memory"), fresh, to);
            try (PreparedStatement objects = fresh.prepareStatement(OBJECTS)) {
                return objects(objects);
            }
        }
    }

    private static Map<String, String> objects(PreparedStatement query) throws SQLException {
        Map<String, String> objects = new TreeMap<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                String sql = rows.getString(2);
                objects.put(rows.getString(1), sql == null ? "" : sql);
            }
        }
        return objects;
    }
}
