package dev.pke.store;

import dev.pke.event.Bell;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Rings the bell when another process has written: asks SQLite's {@code data_version}, a read of
 * shared memory, every {@value #PERIOD_MILLIS} ms, and the head only when that has changed.
 */
final class HeadWatch implements Database.Watch {
    private static final int PERIOD_MILLIS = 50;

    private final Sqlite database;
    private final Bell bell;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    HeadWatch(Sqlite database, Bell bell) {
        this.database = database;
        this.bell = bell;
        this.thread = Thread.ofPlatform().daemon().name("store-watch").start(this::run);
    }

    private void run() {
        boolean open = true;
        while (open) {
            try (EventReader reader = new EventReader(database.reading(), database)) {
                long seen = -1;
                while (open) {
                    long version = version(reader);
                    if (version != seen) {
                        seen = version;
                        bell.ring(reader.head());
                    }
                    open = !closed.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS);
                }
            } catch (SQLException e) {
                // followers meet the same fault when they read; the watch starts afresh
                bell.wake();
                open = closed.getCount() > 0 && pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static long version(EventReader reader) throws SQLException {
        try (Statement statement = reader.connection().createStatement();
                ResultSet row = statement.executeQuery("PRAGMA data_version")) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    private boolean pause() {
        try {
            return !closed.await(PERIOD_MILLIS * 20L, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
