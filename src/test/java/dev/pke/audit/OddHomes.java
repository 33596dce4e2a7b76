package dev.pke.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes homes that no verifier may pass though every event in them is true: what lies about them is
 * the file around the events, or where a blob lies.
 */
final class OddHomes {
    private static final String INDEX =
            "CREATE UNIQUE INDEX event_stream_version ON event (stream, version)";

    private final Path folder;
    private final List<Case> cases = new ArrayList<>();

    private OddHomes(Path folder) {
        this.folder = folder;
    }

    static List<Case> all(Path folder) throws IOException, SQLException {
        OddHomes homes = new OddHomes(folder);
        homes.files();
        homes.blobs();
        homes.inUtf16();
        return homes.cases;
    }

    private Path home(String name) throws IOException {
        Path to = folder.resolve("odd-" + cases.size());
        cases.add(Case.of(name, 1, to));
        return BadHomes.copy(BadHomes.TRUE, to);
    }

    private void files() throws IOException {
        // the words are right, and a query by stream finds half of the run
        under(
                "an index that lies",
                "DROP INDEX event_stream_version",
                INDEX + " WHERE position < 40",
                "UPDATE sqlite_master SET sql = '"
                        + INDEX
                        + "' WHERE name = 'event_stream_version'");
        under(
                "a trigger named as statistics are",
                "CREATE TRIGGER odd AFTER INSERT ON event BEGIN SELECT 1; END",
                "UPDATE sqlite_master SET name = 'sqlite_stat1',"
                        + " sql = replace(sql, 'odd', 'sqlite_stat1') WHERE name = 'odd'");
        under("tables of a schema that it is not of", "PRAGMA user_version = -1", "ANALYZE");
        Forger digits = Forger.at(home("a time in the digits of another script"));
        digits.edit(1, "at", "'２０２６-11-28T11:19:27.000Z'");
        digits.rehash(1);
    }

    private void under(String name, String... statements) throws IOException {
        List<String> all = new ArrayList<>(List.of("PRAGMA writable_schema = ON"));
        all.addAll(List.of(statements));
        all.add("PRAGMA writable_schema = OFF");
        Forger.at(home(name)).run(all.toArray(String[]::new));
    }

    private void blobs() throws IOException {
        for (String place : List.of("zz", "zz/zz", ".")) {
            Path home = home("a blob in blobs/" + place);
            Path blob = BadHomes.blob(home);
            Path to = Files.createDirectories(home.resolve("blobs").resolve(place).normalize());
            Files.move(blob, to.resolve(String.valueOf(blob.getFileName())));
        }
    }

    private void inUtf16() throws IOException, SQLException {
        Path events = home("texts in UTF-16").resolve("events.db");
        Path old = BadHomes.TRUE.resolve("events.db").toAbsolutePath();
        Files.delete(events);
        try (Connection from = open("file:" + old + "?immutable=1");
                Connection to = open(events.toString());
                var made = to.createStatement()) {
            made.executeUpdate("PRAGMA encoding = 'UTF-16'");
            made.executeUpdate("PRAGMA user_version = 3");
            make(from, to, "<> 'trigger'");
            copy(from, to);
            make(from, to, "= 'trigger'");
        }
    }

    private static void make(Connection from, Connection to, String type) throws SQLException {
        String which = "tbl_name = 'event' AND sql NOT NULL AND type " + type;
        try (var schema = from.createStatement();
                var made = to.createStatement();
                var sql = schema.executeQuery("SELECT sql FROM sqlite_master WHERE " + which)) {
            while (sql.next()) {
                made.executeUpdate(sql.getString(1));
            }
        }
    }

    private static void copy(Connection from, Connection to) throws SQLException {
        try (var rows = from.prepareStatement("SELECT * FROM event").executeQuery();
                var put = to.prepareStatement("INSERT INTO event VALUES (?,?,?,?,?,?,?,?)")) {
            while (rows.next()) {
                for (int i = 1; i <= 8; i++) {
                    put.setObject(i, rows.getObject(i));
                }
                put.executeUpdate();
            }
        }
    }

    private static Connection open(String file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}
