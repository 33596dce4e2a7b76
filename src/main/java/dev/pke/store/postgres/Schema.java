package dev.pke.store.postgres;

import dev.pke.fault.UserError;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of the log and their guards, made by the scripts under {@code /schema/postgres} and
 * compared with them. Versions are numbered as SQLite's are, whose first five are one script here.
 */
final class Schema {
    /** By the version that it makes. */
    static final Map<Integer, String> SCRIPTS =
            new TreeMap<>(Map.of(5, "V005__log.sql", 6, "V006__tokens.sql"));

    private static final int NEWEST = 6;

    /** Any process that makes or changes tables in this database holds this lock meanwhile. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(7367525)";

    private static final Pattern FUNCTION =
            Pattern.compile("CREATE FUNCTION (\\w+)\\(\\).*?\\$\\$(.*?)\\$\\$", Pattern.DOTALL);

    /** What stands on the table {@code event}, a line each; all of it must, and nothing else. */
    private static final Set<String> ON_THE_LOG =
            Set.of(
                    "column position bigint NOT NULL",
                    "column stream text NOT NULL",
                    "column version bigint NOT NULL",
                    "column event_id text NOT NULL",
                    "column type text NOT NULL",
                    "column at text NOT NULL",
                    "column data text NOT NULL",
                    "column hash bytea NOT NULL",
                    "check (octet_length(hash) = 32)",
                    "index event_pkey UNIQUE position",
                    "index event_stream_version UNIQUE stream, version",
                    "index event_event_id UNIQUE event_id",
                    "index event_type_position type, position",
                    "trigger event_only_appended ALWAYS BEFORE INSERT ROW pke_only_appended",
                    "trigger event_never_changed ALWAYS BEFORE DELETE UPDATE TRUNCATE STATEMENT"
                            + " pke_never",
                    "trigger event_rings AFTER INSERT STATEMENT pke_ring");

    private static final String FOUND =
            """
            SELECT 'column ' || attname || ' ' || format_type(atttypid, atttypmod)
                || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
              FROM pg_attribute WHERE attrelid = 'event'::regclass AND attnum > 0 AND NOT attisdropped
            UNION SELECT 'check ' || pg_get_expr(conbin, conrelid)
              FROM pg_constraint WHERE conrelid = 'event'::regclass AND contype = 'c'
            UNION SELECT 'index ' || c.relname || CASE WHEN indisunique THEN ' UNIQUE' ELSE '' END
                || ' ' || (SELECT string_agg(btrim(pg_get_indexdef(c.oid, n, true), '"'), ', ' ORDER BY n)
                    FROM generate_series(1, indnatts) n)
                || CASE WHEN indisvalid AND indpred IS NULL THEN '' ELSE ' NOT WHOLE' END
              FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE indrelid = 'event'::regclass
            UNION SELECT 'trigger ' || tgname
                || CASE tgenabled WHEN 'A' THEN ' ALWAYS' WHEN 'O' THEN '' ELSE ' DISABLED' END
                || CASE WHEN tgtype & 2 > 0 THEN ' BEFORE' ELSE ' AFTER' END
                || CASE WHEN tgtype & 4 > 0 THEN ' INSERT' ELSE '' END
                || CASE WHEN tgtype & 8 > 0 THEN ' DELETE' ELSE '' END
                || CASE WHEN tgtype & 16 > 0 THEN ' UPDATE' ELSE '' END
                || CASE WHEN tgtype & 32 > 0 THEN ' TRUNCATE' ELSE '' END
                || CASE WHEN tgtype & 1 > 0 THEN ' ROW ' ELSE ' STATEMENT ' END || p.proname
                || CASE WHEN tgqual IS NULL THEN '' ELSE ' SOMETIMES' END
              FROM pg_trigger JOIN pg_proc p ON p.oid = tgfoid
              WHERE tgrelid = 'event'::regclass AND NOT tgisinternal
            UNION SELECT 'rule ' || rulename FROM pg_rewrite WHERE ev_class = 'event'::regclass
            UNION SELECT 'row security' FROM pg_class
              WHERE oid = 'event'::regclass AND relrowsecurity
            UNION SELECT 'no table but a ' || relkind::text FROM pg_class
              WHERE oid = 'event'::regclass AND (relkind <> 'r' OR relpersistence <> 'p')
            """;

    /** Looks into the catalogue itself: to_regclass may answer from before the lock was had. */
    private static final String THERE =
            "SELECT count(*) > 0 FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
                    + " WHERE relname = 'pke_schema' AND nspname = current_schema()";

    private static final String COLUMN = "table event lacks its ";
    private static final String GUARD = "the log's table lacks its ";

    private Schema() {}

    static void migrate(String place, Connection connection) throws SQLException {
        if (check(place, connection) == NEWEST) {
            return;
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(LOCK);
            utf8(place, statement);
            int from = check(place, connection);
            for (Map.Entry<Integer, String> script : SCRIPTS.entrySet()) {
                if (script.getKey() > from) {
                    statement.execute(text(script.getValue()));
                }
            }
            statement.execute("UPDATE pke_schema SET version = " + NEWEST);
        }
        connection.setAutoCommit(true);
    }

    private static void utf8(String place, Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SHOW server_encoding")) {
            String encoding = row.next() ? row.getString(1) : "";
            if (!"UTF8".equals(encoding)) {
                throw new UserError(
                        "%s: the database is in %s; createdb -E UTF8 -T template0 makes one that"
                                        .formatted(place, encoding)
                                + " can hold every text");
            }
        }
    }

    /** The version; {@link UserError} if it is newer than this program's. */
    static int check(String place, Connection connection) throws SQLException {
        int version = version(connection);
        if (version > NEWEST) {
            throw new UserError(
                    "%s has schema version %d and this program knows up to %d; use the newer pke"
                                    .formatted(place, version, NEWEST)
                            + " that wrote it");
        }
        return version;
    }

    /** The version; 0 where there are no tables. */
    static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(THERE)) {
                if (!row.next() || !row.getBoolean(1)) {
                    return 0;
                }
            }
            try (ResultSet row =
                    statement.executeQuery("SELECT coalesce(max(version), 0) FROM pke_schema")) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    /** What differs from what the scripts make; a line each. */
    static List<String> faults(Connection connection) throws SQLException {
        Set<String> found = new TreeSet<>();
        List<String> faults = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(FOUND)) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            for (String line : new TreeSet<>(ON_THE_LOG)) {
                if (!found.remove(line)) {
                    faults.add((line.startsWith("column") ? COLUMN : GUARD) + line);
                }
            }
            found.forEach(line ->
                    faults.add("on the log's table, and not of this program's making: " + line));
            functions(statement, faults);
        }
        return faults;
    }

    private static void functions(Statement statement, List<String> faults) throws SQLException {
        for (String script : SCRIPTS.values()) {
            Matcher function = FUNCTION.matcher(text(script));
            while (function.find()) {
                String name = function.group(1);
                try (ResultSet row =
                        statement.executeQuery(
                                "SELECT prosrc FROM pg_proc WHERE oid = to_regproc('"
                                        + name
                                        + "')")) {
                    if (!row.next() || !function.group(2).equals(row.getString(1))) {
                        faults.add("function " + name + " is not as this program makes it");
                    }
                }
            }
        }
    }

    private static String text(String script) {
        try (InputStream in = Schema.class.getResourceAsStream("/schema/postgres/" + script)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its own script " + script);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
