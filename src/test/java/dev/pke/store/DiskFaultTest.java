package dev.pke.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.event.Append;
import dev.pke.event.Bell;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.NewEvent;
import dev.pke.fault.UserError;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a disk that fails does to the store: one clear line, and nothing lost. */
class DiskFaultTest {
    private static final ExpectedVersion ANY = ExpectedVersion.any();

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void aStoreWithOneEvent() {
        file = folder.resolve("events.db");
        try (SqlEventStore store = SqlEventStore.open(file, new TickingClock())) {
            store.append("run/a", ANY, List.of(event("first", 10)));
        }
    }

    private static NewEvent event(String id, int length) {
        return new NewEvent(id, "noted.v1", "{\"text\":\"" + "x".repeat(length) + "\"}");
    }

    private static Append append(String id, int length) {
        return new Append("run/a", ANY, List.of(event(id, length)));
    }

    /** A connection to a disk on which the file can't grow any further. */
    private Connection full() throws SQLException {
        Connection connection = Connections.writing(file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA max_page_count = 1"); // SQLite takes the present size
        }
        return connection;
    }

    @Test
    void aFullDiskRefusesTheAppendAndTheNextOneWorksOnceThereIsRoom() throws Exception {
        AtomicBoolean isFull = new AtomicBoolean(true);
        ReaderPool.Opening disk = () -> isFull.get() ? full() : Connections.writing(file);
        try (GroupCommit writer =
                new GroupCommit(new Sqlite(file, disk), new TickingClock(), new Bell())) {
            UserError error =
                    assertThrows(UserError.class, () -> writer.append(append("large", 1_000_000)));
            assertTrue(error.line().contains("disk is full"), error.line());
            assertEquals(1, error.line().lines().count());
            isFull.set(false);
            assertEquals(2, writer.append(append("large", 1_000_000)).getFirst().position());
        }
        try (SqlEventStore store = SqlEventStore.openReadOnly(file)) {
            assertEquals(2, store.head());
        }
    }

    @Test
    void aReadOnlyFileRefusesTheAppend() {
        ReaderPool.Opening readOnly = () -> Connections.reading(file);
        try (GroupCommit writer =
                new GroupCommit(new Sqlite(file, readOnly), new TickingClock(), new Bell())) {
            UserError error =
                    assertThrows(UserError.class, () -> writer.append(append("more", 10)));
            assertTrue(error.line().contains("read-only"), error.line());
        }
        try (SqlEventStore store = SqlEventStore.openReadOnly(file)) {
            assertEquals(1, store.head());
        }
    }

    @Test
    void aCopyOnAReadOnlyMediumCanBeRead() throws Exception {
        Path copy = Files.createDirectory(folder.resolve("copy")).resolve("events.db");
        Files.copy(file, copy);
        try (Connection connection = Connections.readingImmutable(copy);
                EventReader reader = new EventReader(connection, new Sqlite(copy))) {
            assertEquals(1, reader.head());
        }
        try (var files = Files.list(folder.resolve("copy"))) {
            assertEquals(List.of(copy), files.toList());
        }
    }

    @Test
    void aHomeThatCannotBeMadeIsOneClearLine() throws Exception {
        Path taken = Files.writeString(folder.resolve("taken"), "a file");
        UserError error =
                assertThrows(
                        UserError.class,
                        () -> Home.open(taken.resolve("home"), new TickingClock()));
        assertEquals(1, error.line().lines().count());
    }

    @Test
    void aWriterThatWaitedTooLongForAnotherSaysSo() throws Exception {
        ReaderPool.Opening impatient =
                () -> {
                    Connection connection = Connections.writing(file);
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("PRAGMA busy_timeout = 1");
                    }
                    return connection;
                };
        try (Connection other = Connections.writing(file);
                GroupCommit writer =
                        new GroupCommit(
                                new Sqlite(file, impatient), new TickingClock(), new Bell())) {
            other.setAutoCommit(false); // holds the write lock
            UserError error =
                    assertThrows(UserError.class, () -> writer.append(append("more", 10)));
            assertTrue(error.line().contains("another process"), error.line());
            other.setAutoCommit(true);
            assertEquals(2, writer.append(append("more", 10)).getFirst().position());
        }
    }
}
