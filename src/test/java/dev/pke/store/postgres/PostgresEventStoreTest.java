package dev.pke.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Aside;
import dev.pke.PostgresServer;
import dev.pke.event.EventStore;
import dev.pke.event.EventStoreContract;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.NewEvent;
import dev.pke.event.Recorded;
import dev.pke.event.Subscription;
import dev.pke.fault.UserError;
import dev.pke.store.SqlEventStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The contract, and what is PostgreSQL's own: guards, roles, the lock, lost connections. */
@Aside
class PostgresEventStoreTest extends EventStoreContract {
    private String address = "";

    @Override
    protected EventStore open(Clock clock) throws Exception {
        if (address.isEmpty()) {
            address = PostgresServer.emptyDatabase();
        }
        return SqlEventStore.open(database(), clock);
    }

    @AfterEach
    void giveBack() {
        PostgresServer.giveBack(address);
    }

    private Postgres database() {
        return Postgres.at(address, Map.of());
    }

    private Connection asOwner() throws SQLException {
        return PostgresServer.connect(address, "postgres");
    }

    @Test
    void whatWasAppendedIsThereAfterTheServerCrashedAndAppendingGoesOn() throws Exception {
        List<Recorded> before = add("run/a", event("a1"), event("a2"));
        PostgresServer.running().crash();
        assertEquals(before, store.readAll(0, 10));
        add("run/a", event("a3"));
        assertEquals(3, store.head());
    }

    @Test
    void aFollowerHearsOfWhatOthersAppendThoughTheServerCrashedBetween() throws Exception {
        BlockingQueue<Long> seen = new LinkedBlockingQueue<>();
        try (EventStore other = open(CLOCK);
                Subscription following = other.follow(0, e -> seen.add(e.position()))) {
            assertEquals(0, following.position());
            add("run/a", event("a1"));
            assertEquals(1, seen.poll(PATIENCE, TimeUnit.SECONDS));
            add("run/a", event("a2"));
            assertEquals(2, seen.poll(PATIENCE, TimeUnit.SECONDS));
        }
    }

    @Test
    void twoStoresOnOneDatabaseShareTheLog() throws Exception {
        try (EventStore other = open(CLOCK)) {
            for (int i = 0; i < 20; i += 2) {
                store.append("run/a", ExpectedVersion.exactly(i), List.of(event("a" + i)));
                other.append("run/a", ExpectedVersion.exactly(i + 1L), List.of(event("b" + i)));
            }
            assertEquals(store.readAll(0, 100), other.readAll(0, 100));
            assertEquals(20, other.head());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE event SET data = '{\"x\":1}' WHERE position = 1",
                "DELETE FROM event WHERE position = 2",
                "DELETE FROM event",
                "TRUNCATE event",
                "INSERT INTO event VALUES (2,'run/a',2,'b','','','{}',HASH)",
                "INSERT INTO event VALUES (4,'run/a',3,'c','','','{}',HASH)",
                "INSERT INTO event VALUES (3,'run/a',4,'c','','','{}',HASH)",
                "INSERT INTO event VALUES (3,'run/a',3,'a1','','','{}',HASH)",
                "INSERT INTO event VALUES (3,'run/a',3,'c','','','{}','')",
                "INSERT INTO event VALUES (2,'run/a',2,'c','','','{}',HASH) ON CONFLICT (position)"
                        + " DO UPDATE SET data = '{}'",
                "SET session_replication_role = replica; DELETE FROM event",
            })
    void theTablesThemselvesRefuseWhateverIsNoAppend(String sql) throws Exception {
        List<Recorded> before = add("run/a", event("a1"), event("a2"));
        try (Connection connection = asOwner();
                Statement statement = connection.createStatement()) {
            String hash = "'\\x" + "00".repeat(32) + "'";
            SQLException refused =
                    assertThrows(
                            SQLException.class, () -> statement.execute(sql.replace("HASH", hash)));
            assertTrue(refused.getSQLState().startsWith("23"), refused::toString);
        }
        assertEquals(before, store.readAll(0, 10));
    }

    @Test
    void whoMayAppendMayNothingElseAndWhoMayReadMayNotAppend() throws Exception {
        add("run/a", event("a1"));
        try (Connection owner = asOwner();
                Statement statement = owner.createStatement()) {
            statement.execute(Files.readString(Path.of("schema/postgres/roles.sql")));
            statement.execute("DROP ROLE IF EXISTS alice");
            statement.execute("DROP ROLE IF EXISTS bob");
            statement.execute("CREATE ROLE alice LOGIN IN ROLE pke_append");
            statement.execute("CREATE ROLE bob LOGIN IN ROLE pke_read");
        }
        var alice = Postgres.at(address.replace("postgres@", "alice@"), Map.of());
        try (SqlEventStore appending = SqlEventStore.open(alice, CLOCK)) {
            appending.append("run/a", ExpectedVersion.exactly(1), List.of(event("a2")));
        }
        for (String sql :
                List.of(
                        "DELETE FROM event",
                        "UPDATE event SET data = ''",
                        "TRUNCATE event",
                        "ALTER TABLE event DISABLE TRIGGER ALL",
                        "DROP TRIGGER event_never_changed ON event",
                        "UPDATE pke_schema SET version = 1")) {
            refusedTo("alice", sql);
            refusedTo("bob", sql);
        }
        refusedTo("bob", "INSERT INTO event VALUES (3,'run/a',3,'c','','','{}','')");
        var bob = Postgres.at(address.replace("postgres@", "bob@"), Map.of());
        try (EventStore reading = SqlEventStore.openReadOnly(bob)) {
            assertEquals(2, reading.head());
        }
    }

    private void refusedTo(String user, String sql) throws SQLException {
        try (Connection connection = PostgresServer.connect(address, user);
                Statement statement = connection.createStatement()) {
            SQLException refused =
                    assertThrows(SQLException.class, () -> statement.execute(sql), sql);
            assertEquals("42501", refused.getSQLState(), sql); // insufficient privilege
        }
    }

    @Test
    void aWriterThatIsCutOffWhileItHoldsTheLockWritesNothingAndOthersGoOn() throws Exception {
        add("run/a", event("a1"));
        try (Connection stale = database().writing();
                Statement statement = stale.createStatement()) {
            stale.setAutoCommit(false);
            database().lock(stale);
            statement.execute(
                    "INSERT INTO event VALUES (2,'run/a',2,'stale','step-taken.v1','','{}','\\x"
                            + "00".repeat(32)
                            + "')");
            var waiting = CompletableFuture.supplyAsync(() -> add("run/a", event("a2")));
            try (Connection owner = asOwner();
                    Statement watch = owner.createStatement()) {
                awaitSomeoneWaits(watch);
                assertFalse(waiting.isDone());
                watch.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_locks"
                                + " WHERE locktype = 'advisory' AND granted");
            }
            assertEquals(2, waiting.get(PATIENCE, TimeUnit.SECONDS).getFirst().position());
            SQLException cut = assertThrows(SQLException.class, stale::commit);
            assertTrue(database().isLost(cut), cut::toString);
        }
        assertEquals(
                List.of("a1", "a2"), store.readAll(0, 10).stream().map(Recorded::eventId).toList());
    }

    private static void awaitSomeoneWaits(Statement watch) throws SQLException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        boolean waits = false;
        while (!waits && System.nanoTime() < deadline) {
            try (var row =
                    watch.executeQuery(
                            "SELECT count(*) FROM pg_locks"
                                    + " WHERE locktype = 'advisory' AND NOT granted")) {
                waits = row.next() && row.getInt(1) > 0;
            }
        }
        assertTrue(waits);
    }

    @Test
    void aWriterWhoseConnectionWasCutAppendsOnceAndOnlyOnce() throws Exception {
        add("run/a", event("a1"));
        try (Connection owner = asOwner();
                Statement statement = owner.createStatement()) {
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        }
        List<NewEvent> next = List.of(event("a2"));
        store.append("run/a", ExpectedVersion.exactly(1), next);
        store.append("run/a", ExpectedVersion.exactly(1), next);
        assertEquals(2, store.head());
    }

    @Test
    void aWeakenedGuardIsFoundAndTheStoreIsNotWrittenTo() throws Exception {
        try (SqlEventStore sound = SqlEventStore.openReadOnly(database())) {
            assertEquals(List.of(), sound.schemaFaults());
        }
        for (String harm :
                List.of(
                        "ALTER TABLE event DISABLE TRIGGER event_never_changed",
                        "DROP TRIGGER event_only_appended ON event",
                        "CREATE OR REPLACE FUNCTION pke_never() RETURNS trigger LANGUAGE plpgsql"
                                + " AS 'BEGIN RETURN NULL; END'",
                        "CREATE RULE quiet AS ON INSERT TO event DO INSTEAD NOTHING",
                        "DROP INDEX event_event_id",
                        "ALTER TABLE event ALTER version DROP NOT NULL",
                        "ALTER TABLE event ENABLE ROW LEVEL SECURITY")) {
            String weakened = PostgresServer.emptyDatabase();
            SqlEventStore.open(Postgres.at(weakened, Map.of()), CLOCK).close();
            try (Connection owner = PostgresServer.connect(weakened, "postgres");
                    Statement statement = owner.createStatement()) {
                statement.execute(harm);
            }
            UserError error =
                    assertThrows(
                            UserError.class,
                            () -> SqlEventStore.open(Postgres.at(weakened, Map.of()), CLOCK),
                            harm);
            assertTrue(error.line().contains("not written to"), error.line());
            PostgresServer.giveBack(weakened);
        }
    }

    @Test
    void aStoreOfANewerSchemaIsOneClearLine() throws Exception {
        try (Connection owner = asOwner();
                Statement statement = owner.createStatement()) {
            statement.execute("UPDATE pke_schema SET version = 999");
        }
        UserError error = assertThrows(UserError.class, () -> open(CLOCK));
        assertTrue(error.line().contains("schema version 999"), error.line());
    }

    @Test
    void aDatabaseWithoutAStoreIsNotReadAndOneThatIsNotThereIsOneClearLine() throws Exception {
        Postgres empty = Postgres.at(PostgresServer.emptyDatabase(), Map.of());
        UserError none =
                assertThrows(UserError.class, () -> SqlEventStore.openReadOnly(empty).close());
        assertTrue(none.line().contains("no store here"), none.line());
        Postgres missing = Postgres.at(address + "x", Map.of());
        UserError error =
                assertThrows(UserError.class, () -> SqlEventStore.open(missing, CLOCK).close());
        assertTrue(error.line().contains("createdb"), error.line());
    }
}
