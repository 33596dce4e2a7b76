package dev.pke.store;

import dev.pke.event.Bell;
import dev.pke.fault.UserError;

import org.jooq.SQLDialect;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A log in one SQLite file, shared by any number of processes on a machine. */
public final class Sqlite implements Database {
    private final Path file;
    private final ReaderPool.Opening writing;
    private volatile boolean immutable;

    /** In a file, which need not exist yet. */
    public Sqlite(Path file) {
        this(file, () -> Connections.writing(file));
    }

    Sqlite(Path file, ReaderPool.Opening writing) {
        this.file = file;
        this.writing = writing;
    }

    @Override
    public String place() {
        return file.toString();
    }

    @Override
    public SQLDialect dialect() {
        return SQLDialect.SQLITE;
    }

    @Override
    public Connection reading() throws SQLException {
        return immutable ? Connections.readingImmutable(file) : Connections.reading(file);
    }

    @Override
    public Connection writing() throws SQLException {
        return writing.open();
    }

    @Override
    public void migrate() {
        try (Connection connection = Connections.writing(file)) {
            Migrator.migrate(file, connection);
            List<String> faults = SchemaCheck.faults(connection);
            if (!faults.isEmpty()) {
                throw new UserError(
                        "%s: %s; it is not written to: pke verify says more"
                                .formatted(file, faults.getFirst()));
            }
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    @Override
    public void check() {
        if (!Files.isRegularFile(file)) {
            throw new UserError(file + ": there is no store here; a run makes one");
        }
        if (!Files.isReadable(file)) {
            throw new UserError(file + ": no permission to read it");
        }
        try {
            checkSchema();
        } catch (SQLException e) {
            if (Connections.hasMore(file)) {
                throw new UserError(
                        file
                                + ": events lie in a file beside it and this medium can't be"
                                + " written: copy the folder elsewhere",
                        e);
            }
            // a medium where SQLite can't make its side files is one that nobody else writes to
            immutable = true;
            try {
                checkSchema();
            } catch (SQLException again) {
                again.addSuppressed(e);
                throw fault(again);
            }
        }
    }

    private void checkSchema() throws SQLException {
        try (Connection connection = reading()) {
            if (Migrator.check(file, connection) == 0) {
                throw new UserError(file + ": there is no store here; a run makes one");
            }
        }
    }

    @Override
    public int version(Connection connection) throws SQLException {
        return Migrator.version(connection);
    }

    @Override
    public List<String> faults(Connection connection) throws SQLException {
        return SchemaCheck.faults(connection);
    }

    /** Nothing: the transactions of a writing connection begin with the lock. */
    @Override
    public void lock(Connection connection) {}

    @Override
    public UserError fault(SQLException refusal) {
        return SqlFault.of(file, refusal);
    }

    @Override
    public boolean isConstraint(SQLException refusal) {
        return SqlFault.isConstraint(refusal);
    }

    /** Never: the file is there, or the process is not. */
    @Override
    public boolean isLost(SQLException refusal) {
        return false;
    }

    @Override
    public Watch watch(Bell bell) {
        return new HeadWatch(this, bell);
    }
}
