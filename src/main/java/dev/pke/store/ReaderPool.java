package dev.pke.store;

import dev.pke.fault.UserError;

import org.jooq.exception.DataAccessException;

import java.nio.file.Path;
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

    private final Path file;
    private final Opening opening;
    private final Semaphore permits = new Semaphore(MOST);
    private final Deque<EventReader> idle = new ArrayDeque<>();
    private boolean closed;

    ReaderPool(Path file, Opening opening) {
        this.file = file;
        this.opening = opening;
    }

    <T> T read(Read<T> read) {
        permits.acquireUninterruptibly();
        try {
            EventReader reader = take();
            T result = read.from(reader);
            giveBack(reader);
            return result;
        } catch (SQLException e) {
            throw SqlFault.of(file, e);
        } catch (DataAccessException e) {
            throw SqlFault.of(file, e);
        } finally {
            permits.release();
        }
    }

    private EventReader take() throws SQLException {
        synchronized (idle) {
            if (closed) {
                throw new UserError(file + ": the store is closed");
            }
            EventReader reader = idle.pollLast();
            if (reader != null) {
                return reader;
            }
        }
        return new EventReader(opening.open());
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
            try {
                for (EventReader reader : idle) {
                    reader.close();
                }
            } catch (SQLException e) {
                throw SqlFault.of(file, e);
            } finally {
                idle.clear();
            }
        }
    }
}
