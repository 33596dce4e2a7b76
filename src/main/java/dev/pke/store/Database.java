package dev.pke.store;

import dev.pke.event.Bell;
import dev.pke.fault.UserError;

import org.jooq.SQLDialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A place that can hold a log: what SQLite and PostgreSQL each do in their own way. The tables and
 * their columns are the same in both. Safe for use by any threads.
 */
public interface Database {
    /** Where it is, as a person would say it; never with a password. */
    String place();

    SQLDialect dialect();

    /** A new connection that never writes. */
    Connection reading() throws SQLException;

    /** A new connection that may write. */
    Connection writing() throws SQLException;

    /**
     * Makes the tables where there are none, and brings them to this program's schema where they
     * are older; {@link UserError} if they are newer, or not as this program makes them.
     */
    void migrate();

    /** {@link UserError} if there is no store that this program can read. */
    void check();

    /** The schema's version; 0 where there is no store. */
    int version(Connection connection) throws SQLException;

    /** What of the tables and their guards is not as this program makes them; a line each. */
    List<String> faults(Connection connection) throws SQLException;

    /**
     * Within a transaction that has just begun: waits until no other writes, and keeps all others
     * from writing until the transaction ends, however it ends.
     */
    void lock(Connection connection) throws SQLException;

    /** Says in one line what a refusal means for the person who runs the program. */
    UserError fault(SQLException refusal);

    /** Whether a guard of the tables refused what was written. */
    boolean isConstraint(SQLException refusal);

    /** Whether the connection was lost, so that nobody knows what became of its transaction. */
    boolean isLost(SQLException refusal);

    /** Rings the bell when anyone has written, until it is closed. */
    Watch watch(Bell bell);

    /** A watch over a log's head. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
