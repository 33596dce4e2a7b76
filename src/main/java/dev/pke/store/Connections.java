package dev.pke.store;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Opens connections to a store's file: WAL, {@code synchronous=FULL} (a commit that has returned
 * survives a power cut), and patience with other processes.
 */
public final class Connections {
    private static final int BUSY_MILLIS = 30_000;
    private static final int CACHE_KIBIBYTES = 32 << 10;

    private Connections() {}

    /** A connection that may write; its transactions are {@code BEGIN IMMEDIATE}. */
    public static Connection writing(Path file) throws SQLException {
        SQLiteConfig config = common();
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        // a trigger that forbids deletes should also see those that REPLACE makes
        config.setPragma(SQLiteConfig.Pragma.RECURSIVE_TRIGGERS, "true");
        config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, "67108864");
        SQLException busy = null;
        // changing to WAL is the one thing for which SQLite does not wait by itself
        for (int attempt = 0; attempt < 100; attempt++) {
            try {
                return config.createConnection("jdbc:sqlite:" + file);
            } catch (SQLException e) {
                if (!SqlFault.isBusy(e)) {
                    throw e;
                }
                busy = e;
                pause();
            }
        }
        throw busy == null ? new SQLException("busy") : busy;
    }

    /** A connection to a store of its own that is gone when it is closed. */
    static Connection inMemory() throws SQLException {
        // not by DriverManager, which looks for drivers in every library first
        return new SQLiteConfig().createConnection("jdbc:sqlite::memory:");
    }

    /** A connection that never writes. */
    static Connection reading(Path file) throws SQLException {
        SQLiteConfig config = common();
        config.setReadOnly(true);
        return config.createConnection("jdbc:sqlite:" + file);
    }

    /** A reading connection to a file on a medium where SQLite can't make its side files. */
    static Connection readingImmutable(Path file) throws SQLException {
        SQLiteConfig config = common();
        config.setReadOnly(true);
        String uri = file.toAbsolutePath().toUri().getRawPath();
        return config.createConnection("jdbc:sqlite:file:" + uri + "?immutable=1");
    }

    /** Whether a store's side files hold what its file alone does not. */
    static boolean hasMore(Path file) {
        for (String end : List.of("-wal", "-journal")) {
            if (file.resolveSibling(file.getFileName() + end).toFile().length() > 0) {
                return true;
            }
        }
        return false;
    }

    private static SQLiteConfig common() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setCacheSize(-CACHE_KIBIBYTES);
        config.setGetGeneratedKeys(false);
        return config;
    }

    private static void pause() throws SQLException {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while waiting for the store", e);
        }
    }
}
