package dev.pke.web.answers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.run.RunView;
import dev.pke.web.SampleRecord;
import dev.pke.web.seen.ViewedRun;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The matrix of prompts and models. */
class AnswersPageTest {
    private static final String PKE = "20261120-170504-pke-ab04";
    private static final String RANDOM = "20261120-170505-random-ab05";
    private static final List<String> BOTH = List.of(PKE, RANDOM);

    private final InMemoryEventStore store = new InMemoryEventStore(new TickingClock());

    AnswersPageTest() {
        new SampleRecord(store, new InMemoryBlobs())
                .writeAll(
                        List.of(
                                new SampleRecord.Arm(PKE, "pke", 6, 0),
                                new SampleRecord.Arm(RANDOM, "random", 6, 0.7)));
    }

    @Test
    void everyPromptIsARowAndEveryModelAColumn() {
        AnswersPage page = page(Narrowing.ALL, "", 0);
        assertEquals("55 prompts, before and after 2 edits.", page.finding());
        assertEquals(3, page.columns().size());
        assertEquals(40, page.lines().size());
        assertEquals(2, page.pages());
        assertTrue(page.columns().getFirst().base());
        assertEquals(2, page.lines().getFirst().row().after().size());
    }

    @Test
    void filtersCountWhatTheyLeaveBeforeTheyAreChosen() {
        AnswersPage page = page(Narrowing.ALL, "", 0);
        for (AnswersPage.Choice each : page.choices()) {
            String wire = each.href().replaceFirst(".*[?&]show=", "").replaceFirst("&.*", "");
            Narrowing narrowing =
                    each.href().contains("show=") ? Narrowing.of(wire) : Narrowing.ALL;
            assertEquals(each.count(), page(narrowing, "", 0).total(), each.title());
        }
        AnswersPage disagree = page(Narrowing.DISAGREE, "", 0);
        assertTrue(disagree.total() > 0);
        for (AnswersPage.Line line : disagree.lines()) {
            List<Said> after = line.row().after();
            assertFalse(after.getFirst().verdict().equals(after.getLast().verdict()));
        }
        assertEquals(0, page(Narrowing.DEGENERATE, "", 0).total());
    }

    @Test
    void aPromptOpensToTheWordsAgainstTheMarkedColumn() {
        String prompt = page(Narrowing.DISAGREE, "", 0).lines().getFirst().row().key();
        AnswersPage page = page(Narrowing.DISAGREE, prompt, 1);
        AnswersPage.Line open = page.lines().getFirst();
        assertTrue(open.isOpen());
        assertEquals(3, open.sides().size());
        assertTrue(open.sides().get(1).base(), "the run that the others are held against");
        assertFalse(open.sides().get(2).base());
        assertTrue(open.sides().get(2).words().stream().anyMatch(w -> w.css().equals("new")));
        assertTrue(open.sides().get(1).words().stream().allMatch(w -> w.css().isEmpty()));
        assertTrue(open.turn().contains("against=1") && !open.turn().contains("open="));
    }

    @Test
    void verdictsAreTellableWithoutColour() {
        assertEquals("U", new Said("unsafe", "x", "").letter());
        assertEquals("R", new Said("refusal", "x", "").letter());
        assertEquals("D", new Said("degenerate", "x", "").letter());
        assertEquals("?", new Said("unsure", "x", "").letter());
        assertEquals("–", Said.NOTHING.letter());
    }

    @Test
    void aSingleRunIsAPageOfItsOwn() {
        var address = new AnswersAddress(List.of(PKE), Narrowing.CHANGED, "attack", "", "", 0, 1);
        AnswersPage page = AnswersPage.of(List.of(ViewedRun.ours(RunView.of(store, PKE))), address);
        assertTrue(page.finding().endsWith("of 54 prompts: changed by an edit."), page.finding());
        assertEquals("/compare/answers?runs=" + PKE + "&show=changed&kind=attack", address.href());
    }

    private AnswersPage page(Narrowing show, String open, int against) {
        List<ViewedRun> runs =
                BOTH.stream().map(run -> ViewedRun.ours(RunView.of(store, run))).toList();
        return AnswersPage.of(runs, new AnswersAddress(BOTH, show, "", "", open, against, 1));
    }
}
