package dev.pke.store.postgres;

import dev.pke.event.Bell;
import dev.pke.fault.UserError;
import dev.pke.store.Database;

import org.jooq.SQLDialect;
import org.postgresql.Driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** A log in a PostgreSQL database, shared by any number of processes on any machines. */
public final class Postgres implements Database {
    /** A writer that stops while it holds the lock is cut off, and others go on. */
    private static final String WRITER =
            "SET synchronous_commit = on; SET lock_timeout = '30s';"
                    + " SET idle_in_transaction_session_timeout = '60s'";

    private final Address address;

    private Postgres(Address address) {
        this.address = address;
    }

    /** Whether a text is the address of a server. */
    public static boolean isAddress(String text) {
        return Address.is(text);
    }

    /** Whether an address carries a password. */
    public static boolean hasPassword(String address) {
        return Address.hasPassword(address);
    }

    /** The database of an address; what it does not say is in the environment, as for psql. */
    public static Postgres at(String address, Map<String, String> environment) {
        return new Postgres(Address.parse(address, environment));
    }

    @Override
    public String place() {
        return address.place();
    }

    @Override
    public SQLDialect dialect() {
        return SQLDialect.POSTGRES;
    }

    @Override
    public Connection reading() throws SQLException {
        Connection connection = connection();
        connection.setReadOnly(true);
        return connection;
    }

    @Override
    public Connection writing() throws SQLException {
        Connection connection = connection();
        try (Statement statement = connection.createStatement()) {
            statement.execute(WRITER);
            // a lock is worth nothing if what is read behind it may be older than it
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private Connection connection() throws SQLException {
        Connection connection = new Driver().connect(address.jdbc(), address.properties());
        if (connection == null) {
            throw new SQLException("no address of PostgreSQL: " + address.place());
        }
        return connection;
    }

    @Override
    public void migrate() {
        try (Connection connection = writing()) {
            Schema.migrate(address.place(), connection);
            List<String> faults = Schema.faults(connection);
            if (!faults.isEmpty()) {
                throw new UserError(
                        "%s: %s; it is not written to: pke verify says more"
                                .formatted(address.place(), faults.getFirst()));
            }
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    @Override
    public void check() {
        try (Connection connection = reading()) {
            if (Schema.check(address.place(), connection) == 0) {
                throw new UserError(address.place() + ": there is no store here; a run makes one");
            }
        } catch (SQLException e) {
            throw fault(e);
        }
    }

    @Override
    public int version(Connection connection) throws SQLException {
        return Schema.version(connection);
    }

    @Override
    public List<String> faults(Connection connection) throws SQLException {
        return Schema.faults(connection);
    }

    @Override
    public void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pke_lock()");
        }
    }

    @Override
    public UserError fault(SQLException refusal) {
        return PostgresFault.of(address.place(), refusal);
    }

    @Override
    public boolean isConstraint(SQLException refusal) {
        return PostgresFault.isConstraint(refusal);
    }

    @Override
    public boolean isLost(SQLException refusal) {
        return PostgresFault.isLost(refusal);
    }

    @Override
    public Watch watch(Bell bell) {
        return new Listening(this, bell);
    }
}
