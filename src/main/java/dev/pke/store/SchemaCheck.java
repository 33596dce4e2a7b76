package dev.pke.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares a file's schema with the one that this program's scripts make, up to the file's version,
 * word for word.
 */
final class SchemaCheck {
    private static final String OBJECTS =
            "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_master"
                    + " WHERE name NOT LIKE 'sqlite_stat%'";

    private SchemaCheck() {}

    static List<String> faults(Path file, EventReader reader) throws SQLException {
        Map<String, String> found;
        try (PreparedStatement objects = reader.connection().prepareStatement(OBJECTS)) {
            found = objects(objects);
        }
        Map<String, String> expected;
        try (Connection fresh = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            Migrator.migrate(file, fresh, Migrator.version(reader.connection()));
            try (PreparedStatement objects = fresh.prepareStatement(OBJECTS)) {
                expected = objects(objects);
            }
        }
        List<String> faults = new ArrayList<>();
        for (Map.Entry<String, String> object : expected.entrySet()) {
            String sql = found.remove(object.getKey());
            if (sql == null) {
                faults.add(object.getKey() + " is missing");
            } else if (!sql.equals(object.getValue())) {
                faults.add(object.getKey() + " is not as this program makes it");
            }
        }
        found.keySet().forEach(extra -> faults.add(extra + " is not of this program's making"));
        return faults;
    }

    private static Map<String, String> objects(PreparedStatement query) throws SQLException {
        Map<String, String> objects = new TreeMap<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                objects.put(rows.getString(1), rows.getString(2));
            }
        }
        return objects;
    }
}
