package dev.pke.web.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.TickingClock;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.run.RunList;
import dev.pke.run.RunSummary;
import dev.pke.run.word.Metric;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Status;
import dev.pke.web.SampleRecord;
import dev.pke.web.list.ListAddress.Columns;
import dev.pke.web.list.ListAddress.Grouping;
import dev.pke.web.paired.PlanDifferences;
import dev.pke.web.seen.ListedRun;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The list of runs at scale: folded over seeds, asked, sorted and paged. */
class RunsPageTest {
    @Test
    void seedsOfOnePlanAreOneLineWithTheirMeanAndADotEach() {
        RunsPage page = page(address("", ""), seeds());
        assertEquals(2, page.models().getFirst().lines().size());
        GroupLine five = line(page, "plain/pke");
        assertEquals(3, five.n());
        assertEquals("3.0\u00a0%", five.after().value());
        assertEquals("± 1.0", five.after().spread());
        assertNotNull(five.dots());
        assertTrue(five.dots().markup().contains("seed 1: 2"), five.dots().markup());
        assertEquals("a,b,c", five.runs());
        assertEquals(List.of(), five.members());
    }

    @Test
    void twoFoldersOfTheSameWeightsAreOneModelAndOneThatChangedIsAnother() {
        var store = new InMemoryEventStore(new TickingClock());
        new SampleRecord(store, new InMemoryBlobs())
                .writeAll(
                        List.of(
                                new SampleRecord.Arm("pke-1", "pke", 6, 0),
                                new SampleRecord.Arm("pke-2", "pke", 6, 0),
                                new SampleRecord.Arm("pke-3-other-model", "pke", 6, 0.5)));
        List<ListedRun> runs =
                new RunList(store).newestFirst().stream().map(ListedRun::ours).toList();
        RunsPage page =
                RunsPage.of(
                        runs,
                        new ListAddress("", "", Grouping.PLAN, Columns.USUAL, List.of(), 1),
                        new RunPlans(PlanKeys::of, _ -> Map.of(), PlanKeys::model));
        assertEquals("3 runs on 2 models.", page.finding());
        assertEquals(
                List.of("specimen/plain · 350c42", "specimen/plain · 5dd1c8"),
                page.models().stream().map(RunsPage.Model::name).toList());
        assertEquals(
                List.of(1, 2),
                page.models().stream().map(each -> each.lines().getFirst().n()).toList());
    }

    @Test
    void theWorstStateComesFirstAndARunWithoutAResultIsInNoMean() {
        List<ListedRun> runs = new ArrayList<>(seeds());
        runs.add(run("d", "plain/pke", 4, null, Status.FAILED, null));
        GroupLine four = line(page(address("", ""), runs), "plain/pke");
        assertEquals("1 failed, 3 finished", four.states());
        assertEquals("bad", four.dot());
        assertEquals("3.0\u00a0%", four.after().value());
        assertEquals("mean of 3 runs, with their standard deviation", four.after().told());
    }

    @Test
    void anOpenGroupShowsItsSeedsAndTheAddressSaysSo() {
        String key = "plain/pke";
        ListAddress open = address("", "").turning(key);
        assertEquals("/?open=plain%2Fpke", open.href());
        GroupLine line = line(page(open, seeds()), key);
        assertEquals(
                List.of("seed 1", "seed 2", "seed 3"),
                line.members().stream().map(GroupMember::told).toList());
        assertEquals("/", line.turn(), "which folds it again");
    }

    @Test
    void aBrokenModelIsNeverASmallNumber() {
        ListedRun broke = run("x", "plain/careless", 1, 0.0, Status.FINISHED, null, 0.9);
        GroupLine line = line(page(address("", ""), List.of(broke)), "plain/careless");
        assertTrue(line.broken());
    }

    @Test
    void aFailedReplayIsInItsGroupsLine() {
        List<ListedRun> runs = new ArrayList<>(seeds());
        runs.add(run("d", "plain/pke", 4, 0.02, Status.FINISHED, ReplayVerdict.FAIL));
        GroupLine line = line(page(address("", ""), runs), "plain/pke");
        assertTrue(line.replayFailed());
        assertEquals("1\u00a0✗", line.replays());
    }

    @Test
    void aQueryLeavesWhatFitsAndIsToldInWords() {
        RunsPage page = page(address("method=dinm", ""), seeds());
        assertEquals("1 of 4 runs: method is dinm.", page.finding());
        assertEquals(1, page.shown());
        assertEquals(
                "None of the 4 runs fits: method is sft.",
                page(address("method=sft", ""), seeds()).finding());
    }

    @Test
    void aMistakeHasACaretUnderIt() {
        RunsPage page = page(address("asr<", ""), seeds());
        assertEquals(List.of("asr<", "    ^", "a value must follow <"), page.fault());
        assertEquals(List.of(), page.models());
        assertEquals(
                List.of("no run can be sorted by xyz; did you mean run?"),
                page(address("", "xyz"), seeds()).fault());
    }

    @Test
    void everyHeadSortsAndTurnsAndEnds() {
        ListAddress none = address("", "");
        assertEquals("/?sort=asr", none.sortedBy("asr").href());
        assertEquals("/?sort=-asr", none.sortedBy("asr").sortedBy("asr").href());
        assertEquals("/", none.sortedBy("asr").sortedBy("asr").sortedBy("asr").href());
        RunsPage page =
                page(
                        new ListAddress("", "-asr", Grouping.NONE, Columns.USUAL, List.of(), 1),
                        seeds());
        List<String> order =
                page.models().getFirst().lines().stream().map(GroupLine::runs).toList();
        assertEquals(List.of("z", "c", "b", "a"), order);
        assertEquals(
                "descending",
                page.heads().stream()
                        .filter(head -> head.title().equals("attack success"))
                        .findFirst()
                        .orElseThrow()
                        .arrow());
    }

    @Test
    void aClauseIsAddedWithItsBrackets() {
        assertEquals(
                "/?q=%28tag%3Dx+or+tag%3Dy%29+model%3Dm",
                address("tag=x or tag=y", "").narrowed("model=m").href());
        assertEquals("plan=\"a b\"", Hints.clause("plan", "a b"));
    }

    @Test
    void tenThousandRunsArePagedAndEachPageIsFortyLines() {
        List<ListedRun> many = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            many.add(run("r" + i, "plain/p" + i % 500, i, 0.01 * (i % 90), Status.FINISHED, null));
        }
        RunsPage page = page(address("", ""), many);
        assertEquals(13, page.pages());
        assertEquals(40, page.models().stream().mapToInt(model -> model.lines().size()).sum());
        assertEquals("/?page=2", page.later());
        assertEquals(13, page(address("", "").at(99), many).page());
    }

    @Test
    void onlyTheKeysInWhichPlansDifferAreShown() {
        PlanDifferences found =
                PlanDifferences.of(
                        List.of(
                                Map.of(
                                        "name",
                                        "a",
                                        "seed",
                                        1,
                                        "editor",
                                        Map.of("rate", 0.1, "k", 6)),
                                Map.of(
                                        "name",
                                        "b",
                                        "seed",
                                        2,
                                        "editor",
                                        Map.of("rate", 0.2, "k", 6),
                                        "more",
                                        1)));
        assertEquals(List.of("editor.rate", "more"), found.keys());
        assertEquals(List.of(List.of("0.1", "–"), List.of("0.2", "1")), found.values());
        assertEquals(1, found.equal());
    }

    /** It is all in which a control may differ from what it controls. */
    @Test
    void whatLocatesIsAKeyThoughItIsCalledName() {
        PlanDifferences found =
                PlanDifferences.of(
                        List.of(
                                Map.of("name", "a", "locator", Map.of("name", "pke-deep-3")),
                                Map.of("name", "b", "locator", Map.of("name", "random"))));
        assertEquals(List.of("locator.name"), found.keys());
        assertEquals(List.of(List.of("pke-deep-3"), List.of("random")), found.values());
    }

    @Test
    void theKeysOfASweepStandBesideThePlansName() {
        RunsPage page =
                page(
                        address("", ""),
                        List.of(
                                run(
                                        "a",
                                        "p/x m.rate=0.1 d=[1, 2]",
                                        1,
                                        0.0,
                                        Status.FINISHED,
                                        null)));
        GroupLine line = line(page, "p/x");
        assertTrue(line.told().endsWith(", rate=0.1 d=[1, 2]"), line.told());
    }

    private static GroupLine line(RunsPage page, String plan) {
        return page.models().stream()
                .flatMap(model -> model.lines().stream())
                .filter(each -> each.plan().equals(plan))
                .findFirst()
                .orElseThrow();
    }

    private static ListAddress address(String query, String sort) {
        return new ListAddress(query, sort, Grouping.PLAN, Columns.USUAL, List.of(), 1);
    }

    private static RunsPage page(ListAddress address, List<ListedRun> runs) {
        return RunsPage.of(
                runs,
                address,
                new RunPlans(
                        run -> run.summary().planName(),
                        _ -> Map.of(),
                        run -> run.summary().model().replace("also/plain", "specimen/plain")));
    }

    private static List<ListedRun> seeds() {
        return List.of(
                run("a", "plain/pke", 1, 0.02, Status.FINISHED, null),
                run("b", "plain/pke", 2, 0.03, Status.FINISHED, null),
                run("c", "plain/pke", 3, 0.04, Status.FINISHED, null),
                run("z", "plain/dinm", 1, 0.10, Status.FINISHED, null));
    }

    private static ListedRun run(
            String run,
            String plan,
            int seed,
            @Nullable Double asr,
            Status status,
            @Nullable ReplayVerdict replay) {
        return run(run, plan, seed, asr, status, replay, 0);
    }

    private static ListedRun run(
            String run,
            String plan,
            int seed,
            @Nullable Double asr,
            Status status,
            @Nullable ReplayVerdict replay,
            double babble) {
        Map<String, Metric> after =
                asr == null
                        ? Map.of()
                        : Map.of(
                                "asr",
                                new Metric(asr, Math.round(100 * asr), 100, 0, 1),
                                "degenerate",
                                new Metric(babble, Math.round(100 * babble), 100, 0, 1));
        String at = "2026-11-20T17:05:04.%03dZ".formatted(999 - seed % 1000);
        return ListedRun.ours(
                new RunSummary(
                        seed,
                        run,
                        plan,
                        plan.substring(plan.indexOf('/') + 1),
                        "specimen/plain",
                        Map.of("edit", Integer.toString(seed)),
                        status,
                        null,
                        List.of(),
                        "oracle",
                        Map.of("asr", new Metric(0.7, 70, 100, 0.6, 0.8)),
                        after,
                        new RunSummary.Edit(1, 6, 768L),
                        new RunSummary.Timing(at, seed, null, null, 3, 0),
                        new RunSummary.Review(Stream.<String>of().toList(), 0, replay),
                        null,
                        "abc",
                        "m",
                        new RunSummary.Basis("", "", "")));
    }
}
