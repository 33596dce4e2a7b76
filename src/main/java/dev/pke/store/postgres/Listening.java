package dev.pke.store.postgres;

import dev.pke.event.Bell;
import dev.pke.store.Database;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Rings the bell when the server notifies that anyone has appended: LISTEN, on its own thread. */
final class Listening implements Database.Watch {
    /** A connection that died without a word is found out by then, by asking for the head. */
    private static final int LONGEST_MILLIS = 15_000;

    private static final int PAUSE_MILLIS = 1_000;

    private final Postgres database;
    private final Bell bell;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable Connection listening;

    Listening(Postgres database, Bell bell) {
        this.database = database;
        this.bell = bell;
        this.thread = Thread.ofPlatform().daemon().name("store-watch").start(this::run);
    }

    private void run() {
        boolean open = true;
        while (open) {
            try (Connection connection = database.reading();
                    Statement statement = connection.createStatement()) {
                statement.execute("LISTEN pke_event");
                PGConnection server = connection.unwrap(PGConnection.class);
                open = isOpen(connection);
                while (open) {
                    bell.ring(head(statement));
                    server.getNotifications(LONGEST_MILLIS);
                    open = isOpen(connection);
                }
            } catch (SQLException e) {
                // followers meet the same fault when they read; listening starts afresh
                bell.wake();
                open = pause();
            }
        }
    }

    private synchronized boolean isOpen(Connection connection) {
        listening = connection;
        return closed.getCount() > 0;
    }

    private static long head(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("SELECT coalesce(max(position), 0) FROM event")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private boolean pause() {
        try {
            return !closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        Connection open;
        synchronized (this) {
            closed.countDown();
            open = listening;
        }
        try {
            if (open != null) {
                open.abort(Runnable::run); // close() would wait for what the thread waits for
            }
            thread.join();
        } catch (SQLException e) {
            return; // it was closed already
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
