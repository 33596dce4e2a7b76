package dev.pke.web.again;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.run.ReviewEvent.Replayed;
import dev.pke.run.RunEventCodec;
import dev.pke.run.RunView;
import dev.pke.run.word.Code;
import dev.pke.run.word.Machine;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Streams;
import dev.pke.web.SampleRecord;
import dev.pke.web.seen.ViewedRun;
import dev.pke.web.seen.WordDiff;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run's replays: each verdict, where it parted, and what was not the same. */
class ReplaysPageTest {
    private static final String RUN = "20261120-170504-pke-ab04";
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private final InMemoryEventStore store = new InMemoryEventStore(new TickingClock());
    private long serial;

    ReplaysPageTest() {
        new SampleRecord(store, new InMemoryBlobs())
                .writeAll(List.of(new SampleRecord.Arm(RUN, "pke", 6, 0)));
    }

    @Test
    void aRunThatWasNotDoneAgainSaysHow() {
        ReplaysPage page = page();
        assertEquals("This run was not done again yet.", page.finding());
        assertEquals("pke replay " + RUN, page.command());
        assertEquals(List.of(), page.lines());
    }

    @Test
    void everyVerdictIsCountedAndTheLatestComesFirst() {
        replayed(ReplayVerdict.PASS_BIT_EQUAL, Optional.empty(), "2");
        replayed(ReplayVerdict.PASS_BIT_EQUAL, Optional.empty(), "2");
        replayed(ReplayVerdict.INCONCLUSIVE, Optional.empty(), "8");
        ReplaysPage page = page();
        assertEquals(
                "This run was done again 3 times: 2 equal to the bit, 1 could not conclude.",
                page.finding());
        assertEquals(3, page.lines().getFirst().number());
        assertEquals("warn", page.lines().getFirst().css());
        assertEquals(
                List.of(new Difference("threads", "2", "8")),
                page.lines().getFirst().differences());
        assertNull(page.lines().getFirst().parting());
        assertEquals(List.of(), page.lines().getLast().differences());
    }

    @Test
    void aFailSaysWhereItPartedWithBothSidesCovered() {
        var parted =
                new Replayed.Divergence(
                        10,
                        "prompt-answered.v1",
                        "/answer",
                        "\"i can not help with that .\"",
                        "\"i can help with this .\"");
        replayed(ReplayVerdict.FAIL, Optional.of(parted), "2");
        Parting parting = page().lines().getFirst().parting();
        assertNotNull(parting);
        assertTrue(parting.covered(), "a model's words may be unsafe");
        long tenth = view().told().get(9).position();
        assertEquals("/events/" + tenth, parting.href());
        assertEquals("/runs/" + RUN + "?pos=" + tenth, parting.then());
        assertTrue(parting.about().startsWith("attack, before the edit, prompt test-"));
        assertEquals("not |that ", marked(parting.recorded()));
        assertEquals("this ", marked(parting.replayed()));
        assertEquals(view().told().size() - 1 - 10, parting.follows(), "without the review");
    }

    @Test
    void aVersionThatTheRunDoesNotHaveIsNoLink() {
        var parted = new Replayed.Divergence(9999, "step-taken.v1", "/step", "1", "2");
        replayed(ReplayVerdict.FAIL, Optional.of(parted), "2");
        Parting parting = page().lines().getFirst().parting();
        assertNotNull(parting);
        assertEquals("", parting.href());
        assertEquals(0, parting.follows());
    }

    @Test
    void wordsThatBothHaveAreNotMarked() {
        assertEquals("", marked(WordDiff.first("a b c", "a b c")));
        assertEquals("b ", marked(WordDiff.first("a b c", "a c")));
        assertEquals("", marked(WordDiff.second("a b c", "a c")));
        assertEquals("x", marked(WordDiff.second("", "x")));
        String long1 = "w ".repeat(700);
        assertEquals(1, WordDiff.first(long1, long1 + "x").size());
        assertFalse(WordDiff.first(long1, long1 + "x").getFirst().css().isEmpty());
    }

    private static String marked(List<WordDiff.Span> spans) {
        return spans.stream()
                .filter(span -> span.whose() != WordDiff.Whose.BOTH)
                .map(span -> span.pieces().getFirst().text())
                .reduce((a, b) -> a + "|" + b)
                .orElse("");
    }

    private void replayed(
            ReplayVerdict verdict, Optional<Replayed.Divergence> parted, String threads) {
        var machine =
                new Machine("3".repeat(64), Map.of("engine", "pytorch 2.7.1", "threads", threads));
        Replayed fact =
                new Replayed(RUN, verdict, 9, 0, parted, "so", new Code(COMMIT, false), machine);
        store.append(
                Streams.review(RUN),
                ExpectedVersion.any(),
                List.of(RunEventCodec.encode("replayed-" + ++serial, fact)));
    }

    private RunView view() {
        return RunView.of(store, RUN);
    }

    private ReplaysPage page() {
        return ReplaysPage.of(ViewedRun.ours(view()));
    }
}
