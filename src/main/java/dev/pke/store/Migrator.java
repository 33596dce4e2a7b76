package dev.pke.store;

import dev.pke.fault.UserError;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Brings a store's tables to this program's schema, one script a version, in one transaction;
 * {@code PRAGMA user_version} says how far a file has come.
 */
public final class Migrator {
    /** The scripts under {@code /schema}; the n-th, from 1, makes version n. */
    static final List<String> SCRIPTS =
            List.of(
                    "V001__events.sql",
                    "V002__guards.sql",
                    "V003__read_models.sql",
                    "V004__run_list.sql",
                    "V005__leases.sql",
                    "V006__tokens.sql");

    private Migrator() {}

    /** Migrates; {@link UserError} if the file is of a newer program. */
    public static void migrate(Path file, Connection connection) throws SQLException {
        migrate(file, connection, SCRIPTS.size());
    }

    /** Migrates as far as a version, as the program of that time did. */
    static void migrate(Path file, Connection connection, int to) throws SQLException {
        if (check(file, connection) >= to) {
            return;
        }
        connection.setAutoCommit(false); // BEGIN IMMEDIATE: another process may be migrating too
        try (Statement statement = connection.createStatement()) {
            int version = check(file, connection);
            for (String script : SCRIPTS.subList(Math.min(version, to), to)) {
                statement.executeUpdate(text(script));
            }
            statement.executeUpdate("PRAGMA user_version = " + Math.max(version, to));
        }
        connection.setAutoCommit(true);
    }

    /** The file's schema version; {@link UserError} if it is newer than this program's. */
    static int check(Path file, Connection connection) throws SQLException {
        int version = version(connection);
        if (version > SCRIPTS.size()) {
            throw new UserError(
                    "%s has schema version %d and this program knows up to %d; use the newer pke"
                                    .formatted(file, version, SCRIPTS.size())
                            + " that wrote it");
        }
        return version;
    }

    /** The file's schema version. */
    static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    private static String text(String script) {
        try (InputStream in = Migrator.class.getResourceAsStream("/schema/" + script)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its own schema/" + script);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
