package dev.pke.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Aside;
import dev.pke.event.EventStore;
import dev.pke.event.EventStoreContract;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.Recorded;
import dev.pke.event.Subscription;
import dev.pke.fault.UserError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

@Aside
class SqliteEventStoreTest extends EventStoreContract {
    @TempDir Path folder;

    private Path file() {
        return folder.resolve("events.db");
    }

    @Override
    protected EventStore open(Clock clock) {
        return SqlEventStore.open(file(), clock);
    }

    @Test
    void whatWasAppendedIsThereAfterReopening() {
        List<Recorded> before = add("run/a", event("a1"), event("a2"));
        store.close();
        store = open(CLOCK);
        assertEquals(before, store.readAll(0, 10));
        assertEquals(
                before,
                store.append("run/a", ExpectedVersion.none(), List.of(event("a1"), event("a2"))));
        store.append("run/a", ExpectedVersion.exactly(2), List.of(event("a3")));
        assertEquals(3, store.head());
    }

    @Test
    void twoStoresOnOneFileShareTheLog() {
        try (EventStore other = open(CLOCK)) {
            for (int i = 0; i < 20; i += 2) {
                store.append("run/a", ExpectedVersion.exactly(i), List.of(event("a" + i)));
                other.append("run/a", ExpectedVersion.exactly(i + 1L), List.of(event("b" + i)));
            }
            assertEquals(store.readAll(0, 100), other.readAll(0, 100));
            assertEquals(20, other.head());
        }
    }

    @Test
    void aFollowerSeesWhatAnotherStoreOnTheFileWrites() throws Exception {
        try (EventStore other = open(CLOCK)) {
            BlockingQueue<Long> seen = new LinkedBlockingQueue<>();
            try (Subscription following = other.follow(0, e -> seen.add(e.position()))) {
                assertEquals(0, following.position());
                for (long i = 1; i <= 5; i++) {
                    add("run/a", event("a" + i));
                    assertEquals(i, seen.poll(PATIENCE, TimeUnit.SECONDS));
                }
                assertEquals(List.of(), List.copyOf(seen));
            }
        }
    }

    @Test
    void aReaderSeesEverythingAndMayAppendNothing() {
        add("run/a", event("a1"));
        try (EventStore reader = SqlEventStore.openReadOnly(file())) {
            add("run/a", event("a2"));
            assertEquals(2, reader.head());
            assertThrows(
                    UserError.class,
                    () -> reader.append("run/a", ExpectedVersion.any(), List.of(event("a3"))));
        }
    }

    @Test
    void aMissingStoreIsOneClearLine() {
        Path missing = folder.resolve("nowhere/events.db");
        assertThrows(UserError.class, () -> SqlEventStore.openReadOnly(missing));
        assertThrows(UserError.class, () -> SqlEventStore.open(missing, CLOCK));
    }

    @Test
    void aStoreOfANewerSchemaIsOneClearLine() throws Exception {
        store.close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA user_version = 999");
        }
        for (var open :
                List.<Runnable>of(
                        () -> SqlEventStore.open(file(), CLOCK),
                        () -> SqlEventStore.openReadOnly(file()))) {
            UserError error = assertThrows(UserError.class, open::run);
            assertTrue(error.line().contains("schema version 999"), error.line());
            assertEquals(1, error.line().lines().count());
        }
    }

    @Test
    void aStoreOfAnOlderSchemaIsReadAsItIsAndBroughtUpByWriters() throws Exception {
        store.close();
        Files.delete(file());
        try (Connection connection = Connections.writing(file())) {
            Migrator.migrate(file(), connection, 2);
        }
        try (SqlEventStore reader = SqlEventStore.openReadOnly(file())) {
            assertEquals(0, reader.head());
            assertEquals(List.of(), reader.schemaFaults());
        }
        store = open(CLOCK);
        add("run/a", event("a1"));
        try (SqlEventStore reader = SqlEventStore.openReadOnly(file())) {
            assertEquals(1, reader.head());
            assertEquals(List.of(), reader.schemaFaults());
        }
    }

    @Test
    void aFileThatIsNoStoreIsOneClearLine() throws Exception {
        Path other = folder.resolve("other.db");
        Files.writeString(other, "this is a text, not a database; ".repeat(100));
        UserError error = assertThrows(UserError.class, () -> SqlEventStore.open(other, CLOCK));
        assertTrue(error.line().contains("not an SQLite database"), error.line());
    }

    @Test
    void everyMigrationScriptIsListed() throws Exception {
        try (var files = Files.list(Path.of("schema"))) {
            assertEquals(
                    files.map(f -> f.getFileName().toString())
                            .filter(f -> f.endsWith(".sql"))
                            .sorted()
                            .toList(),
                    Migrator.SCRIPTS);
        }
    }
}
