package dev.pke.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import dev.pke.TickingClock;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.NewEvent;
import dev.pke.event.Recorded;
import dev.pke.fault.UserError;
import dev.pke.run.DamagedEvent;
import dev.pke.run.Entries;
import dev.pke.run.Entry;
import dev.pke.run.Fact;
import dev.pke.run.ReadModel;
import dev.pke.run.ReadModelRegistry;
import dev.pke.run.ReviewEvent.Noted;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEvent.RunResumed;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.RunEvent.StepTaken;
import dev.pke.run.RunEventCodec;
import dev.pke.run.Samples;
import dev.pke.run.Stage;
import dev.pke.run.Streams;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class ViewsTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(ViewKeeper.class);

    @TempDir Path dir;
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private Home home;

    @BeforeEach
    void open() {
        said.start();
        LOG.addAppender(said);
        LOG.setAdditive(false); // what tests break on purpose is heard here and nowhere else
        home = Home.open(dir, new TickingClock());
    }

    @AfterEach
    void close() {
        home.close();
        LOG.setAdditive(true);
        LOG.detachAppender(said);
    }

    private static void append(Home home, String stream, List<? extends Fact> facts) {
        long from = home.store().head();
        List<NewEvent> events = new ArrayList<>();
        for (Fact fact : facts) {
            events.add(RunEventCodec.encode(stream + "." + (from + events.size()), fact));
        }
        home.store().append(stream, ExpectedVersion.any(), events);
    }

    private static List<RunEvent> run(String id) {
        List<RunEvent> events = new ArrayList<>(Samples.wholeRun(0.8, 0.1));
        RunRegistered first = (RunRegistered) events.getFirst();
        events.set(
                0,
                new RunRegistered(
                        id,
                        first.plan(),
                        first.planName(),
                        first.method(),
                        first.model(),
                        first.seeds(),
                        first.code(),
                        first.machine()));
        return events;
    }

    /** Two runs side by side, one resumed, notes in between. */
    private void fill() {
        List<RunEvent> a = run("a");
        List<RunEvent> b = run("b");
        for (int i = 0; i < a.size() - 1; i++) {
            append(home, Streams.run("a"), List.of(a.get(i)));
            append(home, Streams.run("b"), List.of(b.get(i)));
        }
        RunRegistered first = (RunRegistered) a.getFirst();
        append(home, Streams.review("a"), List.of(new Noted("a", "ada", "a note")));
        append(
                home,
                Streams.run("a"),
                List.of(
                        new RunResumed(Stage.EDIT, first.code(), first.machine()),
                        new StageStarted(Stage.EDIT),
                        new StepTaken(1, Map.of("safe", 1.5), 2.5, Map.of("seconds", 0.1))));
        append(home, Streams.run("b"), List.of(b.getLast()));
    }

    private List<ViewRow> everyRow() {
        List<ViewRow> rows = new ArrayList<>();
        for (ReadModel<?> model : ReadModelRegistry.all()) {
            for (String run : home.views().runsOf(model.name())) {
                rows.addAll(home.views().rows(model.name(), run, Long.MAX_VALUE));
            }
        }
        return rows;
    }

    @Test
    void rebuiltEqualsLiveForEveryModel() {
        fill();
        home.keeper().catchUp(position -> {});
        List<ViewRow> live = everyRow();
        for (ReadModel<?> model : ReadModelRegistry.all()) {
            assertTrue(live.stream().anyMatch(r -> r.model().equals(model.name())), model.name());
        }
        home.keeper().rebuild(position -> {});
        assertEquals(live, everyRow());
        assertEquals(home.store().head(), home.views().position());
        assertEquals(List.of(), home.views().faults());
    }

    @Test
    void everyModelAsOfEveryPositionIsTheFoldOfTheLogUpToThere() {
        fill();
        home.keeper().catchUp(position -> {});
        everyPositionIsAFold();
    }

    @Test
    void whatIsNotStoredYetIsAnsweredFromTheLog() throws Exception {
        fill();
        home.close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM read_row WHERE position > 30");
            statement.executeUpdate("UPDATE read_model SET position = 30");
        }
        home = Home.openReadOnly(dir);
        assertEquals(30, home.views().position());
        everyPositionIsAFold();
        assertThrows(RuntimeException.class, () -> home.keeper());
    }

    private void everyPositionIsAFold() {
        List<Recorded> log = home.store().readAll(0, 1000);
        for (int n = 0; n <= log.size(); n++) {
            for (String run : List.of("a", "b")) {
                List<Recorded> events = new ArrayList<>();
                for (Recorded event : log.subList(0, n)) {
                    if (run.equals(Streams.runOf(event.stream()))) {
                        events.add(event);
                    }
                }
                for (ReadModel<?> model : ReadModelRegistry.all()) {
                    same(model, run, n, events);
                }
            }
        }
    }

    private <E extends Entry> void same(
            ReadModel<E> model, String run, long position, List<Recorded> events) {
        assertEquals(
                latest(model.fold(events)),
                latest(home.views().of(model, run, position)),
                model.name() + " of " + run + " as of " + position);
    }

    /** Of entries with the same key the latest counts. */
    private static <E extends Entry> List<E> latest(Entries<E> state) {
        Map<String, E> byKey = new LinkedHashMap<>();
        for (E each : state.list()) {
            byKey.remove(each.key());
            byKey.put(each.key(), each);
        }
        return List.copyOf(byKey.values());
    }

    @Test
    void theRunsTableHoldsEveryRunInTheOrderOfRegistration() {
        fill();
        List<String> runs =
                home.views().runs(Long.MAX_VALUE).stream().map(each -> each.run()).toList();
        assertEquals(List.of("a", "b"), runs);
        assertEquals(1, home.views().runs(1).size());
        assertEquals(List.of(), home.views().runs(0));
        assertEquals(1, home.views().runs(Long.MAX_VALUE).getFirst().review().notes());
    }

    @Test
    void severalKeepersOnOneHomeStoreEveryRowOnce() {
        try (Home other = Home.open(dir, new TickingClock())) {
            fill();
            append(other, Streams.run("c"), run("c"));
            other.keeper().catchUp(position -> {});
            home.keeper().catchUp(position -> {});
            append(home, Streams.run("d"), run("d"));
            home.keeper().catchUp(position -> {});
            other.keeper().catchUp(position -> {});
        }
        assertEquals(List.of(), home.views().faults());
        assertEquals(home.store().head(), home.views().position());
    }

    @Test
    void anEditedRowIsFound() throws Exception {
        fill();
        home.keeper().catchUp(position -> {});
        for (String edit :
                List.of(
                        "UPDATE read_row SET json = replace(json, '0.8', '0.7')"
                                + " WHERE model = 'attack-success' AND run = 'b'",
                        "DELETE FROM read_row WHERE model = 'answers' AND run = 'a'",
                        "UPDATE read_row SET run = 'z' WHERE model = 'region-map' AND run = 'a'")) {
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                    var statement = connection.createStatement()) {
                assertNotEquals(0, statement.executeUpdate(edit));
            }
            assertFalse(home.views().faults().isEmpty(), edit);
            home.keeper().rebuild(position -> {});
            assertEquals(List.of(), home.views().faults());
        }
    }

    @Test
    void aDroppedOrWeakenedGuardIsFound() throws Exception {
        assertEquals(List.of(), home.store().schemaFaults());
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
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
                        "trigger event_never_deleted is not as this program makes it",
                        "trigger event_never_updated is missing",
                        "table extra is not of this program's making"),
                home.store().schemaFaults());
    }

    @Test
    void aDamagedEventStopsTheKeepingAndIsNamed() {
        fill();
        long position =
                home.store()
                        .append(
                                "run/a",
                                ExpectedVersion.any(),
                                List.of(new NewEvent("x", "no-such-thing.v1", "{}")))
                        .getFirst()
                        .position();
        DamagedEvent damaged =
                assertThrows(DamagedEvent.class, () -> home.keeper().catchUp(p -> {}));
        assertTrue(
                Objects.requireNonNull(damaged.getMessage()).contains("" + position),
                damaged.getMessage());
        Throwable failure = home.keeper().failure();
        assertTrue(failure == null || failure instanceof DamagedEvent);
        assertInstanceOf(DamagedEvent.class, damaged);
    }

    @Test
    void aDamagedEventIsSaidOnceWithoutBeingAskedFor() {
        fill();
        home.store()
                .append(
                        "run/a",
                        ExpectedVersion.any(),
                        List.of(new NewEvent("x", "no-such-thing.v1", "{}")));
        home.close(); // waits for the keeper
        assertEquals(1, said.list.size(), said.list::toString);
        String line = said.list.getFirst().getFormattedMessage();
        assertTrue(line.contains("no-such-thing.v1") && line.contains("pke verify"), line);
    }

    @Test
    void aRefusedRebuildIsAUserErrorAndTheKeepingGoesOnLater() throws Exception {
        fill();
        home.keeper().catchUp(position -> {});
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            statement.executeUpdate("ALTER TABLE read_row RENAME TO elsewhere");
            assertThrows(UserError.class, () -> home.keeper().rebuild(position -> {}));
            statement.executeUpdate("ALTER TABLE elsewhere RENAME TO read_row");
        }
        home.keeper().catchUp(position -> {});
        assertEquals(home.store().head(), home.views().position());
    }

    private Path file() {
        return home.store().file();
    }
}
