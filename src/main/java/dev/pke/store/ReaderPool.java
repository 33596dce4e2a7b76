package dev.pke.store;

import dev.pke.fault.UserError;

import org.jooq.exception.DataAccessException;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

/** A few reading connections, lent to whichever threads ask. */
final class ReaderPool implements AutoCloseable {
    private static final int MOST = 8;

    /** A read of the store. */
    @FunctionalInterface
    interface Read<T> {
        T from(EventReader reader) throws SQLException;
    }

    /** Makes a connection. */
    @FunctionalInterface
    interface Opening {
        Connection open() throws SQLException;
    }

    private final Database database;
    private final Semaphore permits = new Semaphore(MOST);
    private final Deque<EventReader> idle = new ArrayDeque<>();
    private boolean closed;

    ReaderPool(Database database) {
        this.database = database;
    }

    <T> T read(Read<T> read) {
        permits.acquireUninterruptibly();
        try {
            return once(read);
        } catch (SQLException e) {
            return again(read, e);
        } finally {
            permits.release();
        }
    }

    /** A server that was started anew has ended all connections: the next is a new one. */
    private <T> T again(Read<T> read, SQLException first) {
        if (!database.isLost(first)) {
            throw database.fault(first);
        }
        try {
            closeIdle();
            return once(read);
        } catch (SQLException e) {
            throw database.fault(e);
        }
    }

    private <T> T once(Read<T> read) throws SQLException {
        EventReader reader = take();
        try {
            T result = read.from(reader);
            giveBack(reader);
            return result;
        } catch (DataAccessException e) {
            reader.close();
            throw SqlFault.cause(e);
        } catch (SQLException | RuntimeException e) {
            reader.close(); // whatever state it is in, nobody else should meet it
            throw e;
        }
    }

    private EventReader take() throws SQLException {
        synchronized (idle) {
            if (closed) {
                throw new UserError(database.place() + ": the store is closed");
            }
            EventReader reader = idle.pollLast();
            if (reader != null) {
                return reader;
            }
        }
        return new EventReader(database.reading(), database);
    }

    private void giveBack(EventReader reader) throws SQLException {
        synchronized (idle) {
            if (!closed) {
                idle.addLast(reader);
                return;
            }
        }
        reader.close();
    }

    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
        }
        try {
            closeIdle();
        } catch (SQLException e) {
            throw database.fault(e);
        }
    }

    private void closeIdle() throws SQLException {
        synchronized (idle) {
            try {
                for (EventReader reader : idle) {
                    reader.close();
                }
            } finally {
                idle.clear();
            }
        }
    }
}
