package dev.pke.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.event.Append;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.NewEvent;
import dev.pke.fault.UserError;
import dev.pke.run.Fact;
import dev.pke.run.ReviewEvent.Noted;
import dev.pke.run.RunEventCodec;
import dev.pke.run.RunList;
import dev.pke.run.RunSummary;
import dev.pke.run.Samples;
import dev.pke.run.word.Streams;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The list of runs as it is stored: always what the log makes it, never needed. */
class RunRowsTest {
    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

    @TempDir Path dir;
    private Home home;

    @BeforeEach
    void open() {
        home = Home.open(dir, NOON);
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static void append(Home home, String stream, List<? extends Fact> facts) {
        long from = home.store().head();
        List<NewEvent> events = new ArrayList<>();
        for (Fact fact : facts) {
            events.add(RunEventCodec.encode(stream + "." + (from + events.size()), fact));
        }
        home.store().append(stream, ExpectedVersion.any(), events);
    }

    private void fill() {
        append(home, Streams.run("a"), Samples.wholeRun("a"));
        append(home, Streams.run("b"), Samples.wholeRun("b").subList(0, 9));
        append(home, Streams.review("a"), List.of(new Noted("a", "ada", "a note")));
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + home.store().database().place());
                var statement = connection.createStatement()) {
            for (String each : statements) {
                assertNotEquals(0, statement.executeUpdate(each), each);
            }
        }
    }

    private List<RunSummary> folded() {
        return new RunList(home.store()).newestFirst();
    }

    private List<RunSummary> stored() {
        return new RunList(home.store(), new RunRows(home.store()).read().lines()).newestFirst();
    }

    @Test
    void closingAHomeStoresTheListAndTheNextOneNeedsNoLog() {
        fill();
        List<RunSummary> folded = folded();
        home.close();
        home = Home.open(dir, NOON);
        RunRows.Stored found = new RunRows(home.store()).read();
        assertEquals(home.store().head(), found.reached());
        assertEquals(2, found.lines().size());
        assertTrue(folded.containsAll(found.lines()));
        assertEquals(folded, home.runs().newestFirst());
    }

    @Test
    void aReaderThatFindsTheListBehindFoldsTheRest() throws Exception {
        append(home, Streams.run("a"), Samples.wholeRun("a"));
        home.close();
        try (SqlEventStore store = SqlEventStore.open(dir.resolve("events.db"), NOON)) {
            NewEvent note = RunEventCodec.encode("n", new Noted("a", "ada", "a note"));
            store.append(Streams.review("a"), ExpectedVersion.any(), List.of(note));
        }
        home = Home.openReadOnly(dir);
        assertTrue(new RunRows(home.store()).read().reached() < home.store().head());
        assertEquals(1, home.runs().newestFirst().getFirst().review().notes());
        assertEquals(folded(), home.runs().newestFirst());
    }

    @Test
    void rowsThatCannotBeTrustedAreMadeAnew() throws Exception {
        fill();
        home.storeRuns();
        for (String edit :
                List.of(
                        "DELETE FROM run_row",
                        "UPDATE run_row SET json = replace(json, 'planName', 'planNome')",
                        "UPDATE run_row SET json = '' WHERE run = 'a'",
                        "UPDATE run_row SET position = 1000000 WHERE run = 'b'")) {
            home.close();
            sql(edit);
            home = Home.open(dir, NOON);
            assertEquals(folded(), home.runs().newestFirst(), edit);
            home.storeRuns();
            RunRows.Stored found = new RunRows(home.store()).read();
            assertEquals(2, found.lines().size(), edit);
            assertEquals(folded(), stored(), edit);
        }
    }

    @Test
    void severalHomesOnOneFileStoreEveryRunOnce() {
        try (Home other = Home.open(dir, NOON)) {
            for (int i = 0; i < 10; i++) {
                append(home, Streams.run("h" + i), Samples.wholeRun("h" + i));
                append(other, Streams.run("o" + i), Samples.wholeRun("o" + i));
            }
            other.storeRuns();
            home.storeRuns();
            append(home, Streams.review("o1"), List.of(new Noted("o1", "ada", "a note")));
            append(other, Streams.review("h1"), List.of(new Noted("h1", "ada", "a note")));
            home.storeRuns();
            other.storeRuns();
        }
        assertEquals(20, stored().size());
        assertEquals(folded(), stored());
        assertEquals(home.store().head(), new RunRows(home.store()).read().reached());
    }

    @Test
    void onlyWhoSawTheSameListMayMoveItOn() {
        fill();
        home.storeRuns();
        RunRows rows = new RunRows(home.store());
        long reached = rows.read().reached();
        assertEquals(false, rows.advance(reached - 1, folded()).join());
        assertEquals(false, rows.replace(reached + 1, List.of()).join());
        assertEquals(2, rows.read().lines().size());
        assertEquals(true, rows.replace(reached, List.of()).join());
        assertEquals(new RunRows.Stored(List.of(), 0), rows.read());
    }

    @Test
    void aRefusalIsAUserErrorAndTheKeepingGoesOnLater() throws Exception {
        fill();
        home.storeRuns();
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + home.store().database().place());
                var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "CREATE TRIGGER full BEFORE UPDATE ON run_row BEGIN SELECT RAISE(ABORT, 'no');"
                            + " END");
            append(home, Streams.review("a"), List.of(new Noted("a", "ada", "another")));
            assertThrows(UserError.class, () -> home.storeRuns());
            statement.executeUpdate("DROP TRIGGER full");
        }
        home.storeRuns();
        assertEquals(home.store().head(), new RunRows(home.store()).read().reached());
        assertEquals(folded(), stored());
    }

    @Test
    void aHomeOfTheProgramBeforeIsListedReadOnlyAndMigratedWhenItIsWritten() throws Exception {
        Path old = dir.resolve("old");
        Path db = Files.createDirectories(old).resolve("events.db");
        try (Connection connection = Connections.writing(db)) {
            Migrator.migrate(db, connection, 3);
            new GroupCommitBefore(new Sqlite(db, () -> connection)).append(Samples.wholeRun("a"));
        }
        Files.createDirectories(old.resolve("blobs"));
        try (Home reading = Home.openReadOnly(old)) {
            assertEquals(List.of("a"), reading.runs().ids());
            assertEquals(List.of(), reading.store().schemaFaults());
        }
        try (Home writing = Home.open(old, NOON)) {
            writing.storeRuns();
            assertEquals(1, new RunRows(writing.store()).read().lines().size());
            assertEquals(List.of(), writing.store().schemaFaults());
        }
    }

    /** Appends to a connection as it is, whatever its schema. */
    private record GroupCommitBefore(Sqlite database) {
        void append(List<? extends Fact> facts) throws SQLException {
            EventWriter writer = new EventWriter(database, NOON);
            writer.begin();
            List<NewEvent> events = new ArrayList<>();
            for (Fact fact : facts) {
                events.add(RunEventCodec.encode("old." + events.size(), fact));
            }
            writer.add(new Append("run/a", ExpectedVersion.none(), events));
            writer.commit();
        }
    }

    @Test
    void aDroppedOrWeakenedGuardIsFound() throws Exception {
        assertEquals(List.of(), home.store().schemaFaults());
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + home.store().database().place());
                var statement = connection.createStatement()) {
            statement.executeUpdate("DROP TRIGGER event_never_updated");
            statement.executeUpdate("DROP TRIGGER event_never_deleted");
            statement.executeUpdate(
                    "CREATE TRIGGER event_never_deleted BEFORE DELETE ON event WHEN 0 BEGIN"
                            + " SELECT 1; END");
            statement.executeUpdate("CREATE TABLE extra (x)");
        }
        assertEquals(
                List.of(
                        "the guard against DELETE is gone: trigger event_never_deleted is not as"
                                + " this program makes it",
                        "the guard against UPDATE is gone: trigger event_never_updated is missing",
                        "table extra is not of this program's making"),
                home.store().schemaFaults());
    }
}
