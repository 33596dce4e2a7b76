package dev.pke.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.event.ExpectedVersion;
import dev.pke.event.InMemoryEventStore;
import dev.pke.event.NewEvent;
import dev.pke.run.ReviewEvent.Noted;
import dev.pke.run.ReviewEvent.Tagged;
import dev.pke.run.word.Streams;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class RunListTest {
    private final InMemoryEventStore store =
            new InMemoryEventStore(
                    Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC));

    @AfterEach
    void close() {
        store.close();
    }

    private void append(String stream, List<? extends Fact> facts) {
        for (Fact fact : facts) {
            String id = "e" + store.head();
            store.append(stream, ExpectedVersion.any(), List.of(RunEventCodec.encode(id, fact)));
        }
    }

    private void appendRun(String id) {
        append(Streams.run(id), Samples.wholeRun(id));
    }

    @Test
    void everyLineIsTheOneOfTheRunsViewAfterEveryEvent() {
        RunList going = new RunList(store);
        for (RunEvent event : Samples.wholeRun("a")) {
            append(Streams.run("a"), List.of(event));
            assertEquals(RunView.of(store, "a").summary(), going.run("a"));
            assertEquals(going.newestFirst(), new RunList(store).newestFirst());
            RunSummary line = Objects.requireNonNull(going.run("a"));
            assertEquals(RunEventCodec.json(line), line.json());
            assertEquals(line, RunSummary.read(line.json()));
        }
        append(Streams.review("a"), List.of(new Noted("a", "ada", "a note")));
        assertEquals(RunView.of(store, "a").summary(), going.run("a"));
        assertEquals(store.head(), going.position());
    }

    @Test
    void whichInstancesARunDrewIsInItsLineAndNotInItsPlansKey() {
        List<Map<String, ?>> drawn =
                List.of(Map.of("draw", "first"), Map.of("draw", 2), Map.of("draw", 2, "nth", 3));
        List<RunSummary.Basis> all = new ArrayList<>();
        drawn.forEach(each ->
                all.add(RunSummary.Basis.of("pke", Map.of("edit", Map.of("instances", each)))));
        assertEquals(
                List.of("draw 1", "draw 2", "draw 2, instance 3"),
                all.stream().map(RunSummary.Basis::draw).toList());
        assertEquals(1, all.stream().map(RunSummary.Basis::planKey).distinct().count());
        assertEquals("", RunSummary.Basis.of("none", Map.of()).draw());
    }

    @Test
    void aLineOfAnotherFormIsNotRead() {
        appendRun("a");
        append(Streams.review("a"), List.of(new Tagged("a", "ada", "kept")));
        String line = Objects.requireNonNull(new RunList(store).run("a")).json();
        assertEquals(line, RunSummary.read(line).json());
        for (String[] change :
                new String[][] {
                    {"\"model\":", "\"modell\":"},
                    {"\"position\":", "\"more\":1,\"position\":"},
                    {"\"status\":\"finished\"", "\"status\":\"done\""},
                    {"\"tags\":[\"kept\"]", "\"tags\":[1]"},
                    {"\"regions\":", "\"regions\":1.5,\"x\":"},
                    {"\"notes\":0", "\"notes\":\"0\""},
                    {"\"seconds\":", "\"seconds\":\"few\",\"y\":"}
                }) {
            String other = line.replace(change[0], change[1]);
            assertNotEquals(line, other, change[0]);
            assertThrows(IllegalArgumentException.class, () -> RunSummary.read(other), other);
        }
        assertThrows(IllegalArgumentException.class, () -> RunSummary.read(line + "x"));
    }

    @Test
    void itBeginsWithTheNewestAndKnowsTheIdsInTheirOrder() {
        appendRun("b");
        appendRun("a");
        RunList list = new RunList(store);
        assertEquals(List.of("a", "b"), list.newestFirst().stream().map(RunSummary::run).toList());
        assertEquals(List.of("b", "a"), list.ids());
        assertNull(list.run("c"));
    }

    @Test
    void aListGoesOnFromLinesThatWereFoldedBefore() {
        appendRun("a");
        RunList before = new RunList(store);
        List<RunSummary> lines = before.newestFirst();
        append(Streams.review("a"), List.of(new Tagged("a", "ada", "keep")));
        appendRun("b");
        RunList after = new RunList(store, lines);
        assertEquals(new RunList(store).newestFirst(), after.newestFirst());
        assertEquals(after.newestFirst(), before.newestFirst());
        assertEquals(List.of(), after.refresh());
    }

    @Test
    void whatALineSaysSurvivesBeingWrittenAsJson() {
        appendRun("a");
        RunSummary line = Objects.requireNonNull(new RunList(store).run("a"));
        assertEquals(line, RunSummary.read(RunEventCodec.json(line)));
    }

    @Test
    void atADamagedEventTheListEndsAndNamesIt() {
        appendRun("a");
        NewEvent damaged = new NewEvent("x", "run-failed.v1", "{}");
        store.append(Streams.run("b"), ExpectedVersion.any(), List.of(damaged));
        appendRun("c");
        RunList list = new RunList(store);
        assertEquals(List.of("a"), list.ids());
        DamagedEvent damage = list.damage();
        assertNotNull(damage);
        assertTrue(Objects.requireNonNull(damage.getMessage()).contains("run-failed.v1"));
    }

    @Test
    void factsThatAreNoMilestonesLeaveTheLineAsItIs() {
        RunSummary line = null;
        for (var event : Samples.recorded("run/a", 1, Samples.wholeRun("a"))) {
            Told<Fact> told = Told.of(event);
            RunSummary next = SummaryDraft.after(line, told);
            boolean counts = RunEventCodec.milestones().contains(event.type());
            assertEquals(counts, !Objects.equals(next, line), event.type());
            line = next;
        }
    }
}
