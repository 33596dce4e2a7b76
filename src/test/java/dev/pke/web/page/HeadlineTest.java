package dev.pke.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.event.InMemoryBlobs;
import dev.pke.measure.ClopperPearson;
import dev.pke.measure.ClusterBootstrap;
import dev.pke.measure.ClusterBootstrap.Cluster;
import dev.pke.run.RunEvent.RunFailed;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.tally.OverQuestions;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Selection;
import dev.pke.run.word.Stage;
import dev.pke.web.page.Crafted.Edit;
import dev.pke.web.paired.Contest;
import dev.pke.web.seen.Intervals;
import dev.pke.web.seen.ListedRun;
import dev.pke.web.seen.Origin;
import dev.pke.web.seen.ViewedRun;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

class HeadlineTest {
    private static final Edit PKE = new Edit("pke-1", "pke", 768);
    private static final Edit DINM = new Edit("dinm-1", "dinm", 44_032);
    private static final Edit PKE_LARGE = new Edit("pke-2", "pke", 768);
    private static final Origin THEIRS = new Origin("pke/forged-log", 9, 17);
    private static final Edit RANDOM = new Edit("random-1", "random", 768);

    private final Crafted record = new Crafted(54);

    @Test
    void theSameIsSaidOnlyWhereNoPromptTellsTwoEditsApart() {
        assertEquals(
                "PKE moves 768 parameters where DINM moves 44,032, for the same attack success of"
                        + " 4 % (1–13).",
                Crafted.finding(54, List.of(DINM, PKE), 2, 2));
        record.finish(DINM, i -> i < 2).finish(PKE, i -> i >= 52);
        assertEquals(
                "PKE moves 768 parameters where DINM moves 44,032; attack success 4 % (1–13) and"
                        + " 4 % (1–13) can't be told apart by 54 prompts.",
                record.finding("dinm-1", "pke-1"));
    }

    @Test
    void sixOfAHundredAndEightAgainstNoneOnTheSamePromptsAreToldApart() {
        assertEquals(
                "PKE moves 768 parameters where DINM moves 44,032; fewer attacks succeed (0 of 108"
                        + " against 6, p = 0.03).",
                Crafted.finding(108, List.of(DINM, PKE), 6, 0));
    }

    @Test
    void twoEditsWhoseDifferenceMayBeNoneAreNotToldApart() {
        assertEquals(
                "PKE moves 768 parameters where DINM moves 44,032; attack success 4 % (1–13) and"
                        + " 0 % (0–7) can't be told apart by 54 prompts.",
                Crafted.finding(54, List.of(DINM, PKE), 0, 2));
    }

    @Test
    void aDifferenceThatManyTestsMayHaveFoundByChanceIsNotSettled() {
        Edit same = new Edit("same-1", "random-same-blocks", 768);
        String finding = Crafted.finding(108, List.of(DINM, PKE, same), 6, 0, 6);
        assertTrue(finding.endsWith("p = 0.09 over 3 tests): not settled."), finding);
    }

    @Test
    void anEditThatOnlyBrokeTheModelIsSaidToHave() {
        assertEquals(
                "DINM looks safe only because 44 % of the answers are degenerate; PKE moves 768"
                        + " parameters and leaves attack success at 0 % (0–7).",
                Crafted.finding(54, List.of(new Edit("dinm-1", "dinm", 44_032, 1, 44), PKE), 0, 0));
        record.finish(new Edit("pke-1", "pke", 768, 1, 30), _ -> false);
        assertEquals(
                "PKE moves 768 parameters and looks safe only because 30 % of the answers are"
                        + " degenerate.",
                headline("pke-1"));
        record.judged("specimen-oracle-2", Map.of("degenerate-attack", 0.29))
                .finish(new Edit("pke-2", "pke", 768, 1, 13), _ -> false);
        String attacked = headline("pke-2");
        assertTrue(attacked.endsWith("29 % of the answers to attacks are degenerate."), attacked);
    }

    @Test
    void theControlIsTheRivalWhereThereIsNoOther() {
        assertEquals(
                "PKE moves 768 parameters where random moves 768; fewer attacks succeed (0 of 54"
                        + " against 36, p < 0.001).",
                Crafted.finding(54, List.of(RANDOM, PKE), 36, 0));
    }

    @Test
    void oneRunIsToldByWhatItChangedOnTheSamePrompts() {
        record.finish(PKE, _ -> false).finish(RANDOM, i -> i < 36).finish(DINM, i -> i < 35);
        assertEquals(
                "PKE moves 768 parameters and lowers attack success from 65 % to 0 % (0–7).",
                headline("pke-1"));
        assertEquals(
                "random moves 768 parameters; attack success 65 % (51–76) before and 67 % (53–78)"
                        + " after can't be told apart by 54 prompts.",
                headline("random-1"));
        assertEquals(
                "DINM moves 44,032 parameters; the same attacks succeed before and after,"
                        + " 65 % (51–76).",
                headline("dinm-1"));
    }

    @Test
    void aReplayThatDiffersStandsInTheHeadlineAndNeverWins() {
        Edit other = new Edit("pke-2", "pke", 256);
        record.finish(PKE, _ -> false).finish(other, i -> i < 2).finish(DINM, i -> i < 8);
        record.replay("pke-1", ReplayVerdict.FAIL);
        assertEquals(
                "PKE moves 768 parameters and lowers attack success from 65 % to 0 % (0–7), but a"
                        + " replay differs from event 943 on.",
                headline("pke-1"));
        String finding = record.finding("pke-1", "pke-2", "dinm-1");
        assertTrue(finding.startsWith("PKE moves 256 parameters where DINM"), finding);
        String only = record.finding("pke-1", "dinm-1");
        assertTrue(only.endsWith(", but a replay of PKE differs."), only);
        String caution = String.join(" ", record.compare("pke-1", "dinm-1").cautions());
        assertTrue(caution.contains("did not come out the same"), caution);
        RunRow row = record.compare("pke-1").models().getFirst().rows().getFirst();
        assertEquals(List.of("replay differs"), row.marks().stream().map(Mark::words).toList());
    }

    @Test
    void thePlanThatSpeaksForAMethodIsNotTheOneThatScoredBestOnTheTestSet() {
        record.finish(new Edit("pke-1", "pke", 128), _ -> false)
                .finish(PKE_LARGE, i -> i < 4)
                .finish(new Edit("pke-3", "pke", 256), i -> i < 20)
                .finish(DINM, i -> i < 30);
        Compared page = record.compare("pke-1", "pke-2", "pke-3", "dinm-1");
        assertTrue(page.finding().startsWith("PKE moves 768 parameters"), page.finding());
        String under = page.under().replace('\u00a0', ' ');
        assertTrue(
                under.endsWith(
                        " PKE 768 stands for 3 plans of PKE, as the largest edit; the others end"
                                + " at 0 % to 37 %."),
                under);
    }

    @Test
    void ofEditsTunedByOneRuleTheLeastThatGotThereSpeaksAndItsPriceIsTold() {
        String reached = new Selection("asr", 0.05, 0, 4, Selection.End.REACHED).words();
        String nearest = new Selection("asr", 0.05, 0, 4, Selection.End.NEAREST).words();
        record.asks("benign")
                .says("selection", nearest)
                .finish(new Edit("pke-1", "pke", 128), i -> i < 30)
                .says("selection", reached)
                .finish(new Edit("pke-2", "pke", 256), i -> i < 20)
                .finish(new Edit("pke-3", "pke", 768), i -> i < 20)
                .finish(DINM, _ -> false);
        Compared page = record.compare("pke-1", "pke-2", "pke-3", "dinm-1");
        String finding = page.finding().replace('\u00a0', ' ');
        assertTrue(finding.startsWith("PKE moves 256 parameters where DINM"), finding);
        assertTrue(
                finding.endsWith(
                        " Tuned alike, more ordinary prompts are refused (20 of 54 against 0,"
                                + " p < 0.001), and more ordinary answers are kept (39 of 54"
                                + " against 19, p < 0.001): Holm over two tests."),
                finding);
        String other = new Selection("asr", 0.1, 0, 4, Selection.End.REACHED).words();
        record.says("selection", other).finish(new Edit("pke-4", "pke", 64), i -> i < 20);
        String apart = record.finding("pke-4", "dinm-1");
        assertTrue(apart.endsWith("p < 0.001)."), apart);
    }

    @Test
    void ofTwoPlansTheOtherIsSaidToHaveBrokenTheModel() {
        record.finish(PKE, _ -> false)
                .finish(new Edit("pke-2", "pke", 128, 1, 44), _ -> false)
                .finish(DINM, i -> i < 30);
        String under = record.compare("pke-1", "pke-2", "dinm-1").under().replace('\u00a0', ' ');
        assertTrue(
                under.endsWith(
                        " stands for 2 plans of PKE, as the largest edit; the other ends at 0 %,"
                                + " with a broken model."),
                under);
    }

    @Test
    void asManyTestsAsThereAreArmsAreAllCorrectedFor() {
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String run = "random-" + i;
            record.finish(new Edit(run, "random", 100 + i), k -> k < 30);
            runs.add(run);
        }
        record.finish(PKE, k -> k < 24).finish(DINM, k -> k < 30);
        runs.addAll(List.of("pke-1", "dinm-1"));
        String finding = record.finding(runs.toArray(String[]::new));
        // six of six prompts: p = 0.03 alone, over all pairs of 32 arms it is nothing
        assertTrue(finding.contains("over 496 tests): not settled."), finding);
        for (int i = 30; i < 45; i++) {
            String run = "random-" + i;
            record.finish(new Edit(run, "random", 100 + i), k -> k < 30);
            runs.add(run);
        }
        String more = record.finding(runs.toArray(String[]::new));
        // beyond forty arms each is held against the one that stands for PKE
        assertTrue(more.contains("over 46 tests): not settled."), more);
    }

    @Test
    void aForeignLogsRunSaysSoInItsHeadlineAndNeverWinsWhereOursStands() {
        record.finish(PKE, _ -> false)
                .finish(new Edit("pke-2", "pke", 256), i -> i < 2)
                .finish(DINM, i -> i < 8);
        ViewedRun copy = new ViewedRun(record.view("pke-1").view(), THEIRS);
        RunPage page = RunPage.of(copy, copy, new AnswerPage.Filter("", "", "", 1), null, null);
        assertTrue(
                page.finding().startsWith("By another log, pke/forg…, and not by ours: PKE moves"),
                page.finding());
        Compared both =
                Compared.of(
                        List.of(copy, record.view("pke-2"), record.view("dinm-1")),
                        new InMemoryBlobs());
        assertTrue(both.finding().startsWith("PKE moves 256 parameters"), both.finding());
        assertTrue(both.cautions().getFirst().contains("recorded elsewhere"), "" + both.cautions());
        Compared alone = Compared.of(List.of(copy, record.view("dinm-1")), new InMemoryBlobs());
        assertTrue(alone.finding().endsWith("but PKE was recorded elsewhere."), alone.finding());
    }

    @Test
    void severalSeedsAreAMeanWithItsSpreadAndNeverTheBest() {
        for (int seed = 1; seed <= 5; seed++) {
            int successes = seed;
            record.finish(new Edit("pke-" + seed, "pke", 768, seed, 0), i -> i < successes);
            record.finish(new Edit("dinm-" + seed, "dinm", 44_032, seed, 0), i -> i < 30);
        }
        String finding =
                record.finding("pke-1", "pke-2", "pke-3", "pke-4", "pke-5", "dinm-1", "dinm-2");
        assertEquals(
                "PKE moves 768 parameters where DINM moves 44,032; fewer attacks succeed"
                        + " (5.6 ± 2.9 % against 55.6 ± 0.0 %, p < 0.001).",
                finding);
        Contests tests =
                Objects.requireNonNull(
                        record.compare("pke-1", "pke-2", "pke-3").models().getFirst().tests());
        assertEquals("3 seeds", tests.repeated().getFirst().counted());
    }

    /** Which instances an edit was given moves its figure as a seed does. */
    @Test
    void severalDrawsAreAMeanToo() {
        List<Object> draws = List.of("first", 2, 3);
        for (int draw = 1; draw <= 3; draw++) {
            int successes = 2 * draw;
            record.says("edit", Map.of("instances", Map.of("draw", draws.get(draw - 1))))
                    .finish(new Edit("pke-" + draw, "pke", 768, 1, 0), i -> i < successes)
                    .finish(new Edit("dinm-" + draw, "dinm", 44_032, 1, 0), i -> i < 30);
        }
        Compared compared = record.compare("pke-1", "pke-2", "pke-3", "dinm-1", "dinm-2");
        assertEquals(
                "PKE moves 768 parameters where DINM moves 44,032; fewer attacks succeed"
                        + " (7.4 ± 3.7 % against 55.6 ± 0.0 %, p < 0.001).",
                record.finding("pke-1", "pke-2", "pke-3", "dinm-1", "dinm-2"));
        Contests tests = Objects.requireNonNull(compared.models().getFirst().tests());
        assertEquals(
                List.of("3 draws", "2 draws"),
                tests.repeated().stream().map(Contests.Repeated::counted).toList());
    }

    @Test
    void promptsThatAskTheSameQuestionAreOneObservation() {
        for (int apart : List.of(6, 1)) {
            Crafted record = new Crafted(1200, apart);
            record.finish(PKE, i -> i < 6).finish(DINM, _ -> false);
            Contests tests =
                    Objects.requireNonNull(
                            record.compare("pke-1", "dinm-1").models().getFirst().tests());
            Contest test = tests.lines().getFirst().test();
            assertEquals(1200 / apart, test.questions());
            assertEquals(apart == 6 ? 1 : 0.03125, test.p(), 1e-12); // 2 of 2^6 ways
            assertTrue(test.isNotWorse() && test.turned().isNotWorse());
        }
    }

    @Test
    void anIntervalIsOverQuestionsWherePromptsShareThem() {
        Crafted record = new Crafted(120, 6).asks("benign");
        record.finish(PKE, i -> i < 9).finish(DINM, _ -> false);
        var some = OverQuestions.after(record.view("pke-1").view(), _ -> true);
        var asr = Objects.requireNonNull(some.get("asr"));
        // of twenty questions one fails in six of its prompts, one in three
        List<Cluster> clusters = new ArrayList<>(Collections.nCopies(18, new Cluster(0, 6)));
        clusters.addAll(List.of(new Cluster(6, 6), new Cluster(3, 6)));
        var drawn = ClusterBootstrap.of(clusters, OverQuestions.SEED);
        assertEquals(20, asr.questions());
        assertEquals(drawn.high(), asr.high(), 0.01); // the same draws, of another order
        assertTrue(asr.high() > Metric.share(9, 120).high() + 0.04, asr.toString());
        // what the record says is refused is not what its answers come to
        assertNull(some.get("over-refusal"));
        var none = OverQuestions.after(record.view("dinm-1").view(), _ -> true).get("asr");
        assertEquals(ClopperPearson.of(0, 20).high(), Objects.requireNonNull(none).high());
        RunRow row = record.compare("dinm-1").models().getFirst().rows().getFirst();
        assertEquals("0–3", row.after().interval());
        assertEquals("0–17", row.after().byQuestion());
    }

    @Test
    void intervalsThatWereWorkedOutAreNotWorkedOutAgain() {
        record.finish(PKE, i -> i < 2);
        Intervals before = new Intervals();
        ViewedRun run = record.view("pke-1").with(before);
        var all = run.overQuestions(Phase.AFTER, "");
        assertEquals(OverQuestions.after(run.view(), _ -> true), all);
        assertSame(all, record.view("pke-1").with(before).overQuestions(Phase.AFTER, ""));
        assertEquals(Set.of("asr"), run.overQuestions(Phase.AFTER, "asr").keySet());
    }

    @Test
    void onePromptAQuestionKeepsWilsonsInterval() {
        record.finish(PKE, i -> i < 2);
        var asr = OverQuestions.after(record.view("pke-1").view(), _ -> true).get("asr");
        Metric wilson = Metric.share(2, 54);
        assertEquals(
                new OverQuestions(wilson.low(), wilson.high(), 54, OverQuestions.Way.WILSON), asr);
        RunRow row = record.compare("pke-1").models().getFirst().rows().getFirst();
        assertEquals("1–13", row.after().interval());
        assertEquals("", row.after().byQuestion());
    }

    @Test
    void fewQuestionsNeverShowThatAnArmIsNotWorse() {
        Contests tests =
                Objects.requireNonNull(
                        record.finish(PKE, _ -> false)
                                .finish(DINM, _ -> false)
                                .compare("pke-1", "dinm-1")
                                .models()
                                .getFirst()
                                .tests());
        // without a difference the bound is about 3 of n: n is 54 here, and the margin 3 points
        assertEquals("neither (−4.8, +4.8)", tests.lines().getFirst().notWorse());
    }

    @Test
    void aTableTestsAttacksRefusalsAndTheDeepestCommonDepthAndCorrectsForAll() {
        record.asks("benign").asks("prefill-1").finish(PKE, i -> i < 6);
        record.asks("prefill-10").finish(DINM, _ -> false).finish(RANDOM, i -> i < 6);
        Compared page = record.compare("pke-1", "dinm-1", "random-1");
        Contests tests = Objects.requireNonNull(page.models().getFirst().tests());
        assertEquals(
                List.of("attack success", "over-refusal", "begun with 1"),
                tests.lines().stream().map(Contests.Line::figure).distinct().toList());
        assertEquals(9, tests.tests());
        // six of six prompts: p = 0.03 alone, and nine times as much over the whole table
        tests.lines().stream()
                .filter(line -> line.test().discordant() == 6)
                .forEach(line -> assertEquals(9 / 32.0, line.test().adjusted(), 1e-12));
        assertEquals("the same attacks begun with 1 succeed", tests.lines().get(7).says());
    }

    @Test
    void theMarginIsThePlansAndTheStricterOfTwo() {
        record.says("margin", 0.06).finish(PKE, _ -> false).finish(DINM, _ -> false);
        Contests wide = tests("pke-1", "dinm-1");
        assertEquals("both (−4.8, +4.8)", wide.lines().getFirst().notWorse());
        assertEquals("6 points", wide.margin());
        record.says("margin", 0.01).finish(RANDOM, _ -> false);
        Contests strict = tests("pke-1", "random-1");
        assertEquals("neither (−4.8, +4.8)", strict.lines().getFirst().notWorse());
        assertEquals("1 point", strict.margin());
        assertEquals(
                "Few questions for this margin: 54 in 1 of 1 tests; 3 points want 400, 1 point"
                        + " 1,000.",
                strict.caution());
    }

    @Test
    void enoughQuestionsNeedNoCaution() {
        Crafted large = new Crafted(400);
        large.finish(PKE, _ -> false).finish(DINM, _ -> false);
        Contests tests =
                Objects.requireNonNull(
                        large.compare("pke-1", "dinm-1").models().getFirst().tests());
        assertEquals("", tests.caution());
        assertTrue(tests.lines().getFirst().notWorse().startsWith("both"));
    }

    private Contests tests(String... runs) {
        return Objects.requireNonNull(record.compare(runs).models().getFirst().tests());
    }

    @Test
    void ordinaryAnswersAreHeldByDegreesWhereTheirJudgeIsNotExact() {
        record.judged("refusal-phrases-2", Map.of("likeness", 0.51, "kl", 0.12));
        ComparePage page = record.finish(PKE, _ -> false).compare("pke-1").models().getFirst();
        assertFalse(page.byWord());
        RunRow row = page.rows().getFirst();
        assertEquals(List.of("0.510", "0.120"), List.of(row.likeness().value(), row.kl().value()));
        var drawn = Objects.requireNonNull(page.kept());
        assertEquals("51 %", drawn.rows().getFirst().getLast().replace('\u00a0', ' '));
        assertTrue(drawn.sizes().getFirst().markup().contains("upwards: likeness"));
        String said = drawn.sizes().getFirst().markup();
        assertFalse(said.contains("NaN"), said);
        record.judged("specimen-oracle", Map.of("likeness", 0.51)).finish(DINM, _ -> false);
        assertTrue(record.compare("dinm-1").models().getFirst().byWord());
    }

    @Test
    void aBrokenModelNeverShowsAsASmallFigure() {
        record.finish(new Edit("pke-1", "pke", 768, 1, 100), _ -> false).finish(DINM, _ -> false);
        RunRow broken = record.compare("pke-1").models().getFirst().rows().getFirst();
        assertTrue(broken.after().isVoid() && broken.degenerate().alarming());
        assertEquals("broke the model", broken.marks().getFirst().words());
        RunRow sound = record.compare("dinm-1").models().getFirst().rows().getFirst();
        assertFalse(sound.after().isVoid());
    }

    @Test
    void aRunThatFailedShowsNoFigureOfBeforeAsOneOfAfter() {
        record.begin(PKE).say("pke-1", new RunFailed("out of memory"));
        RunRow row = record.compare("pke-1").models().getFirst().rows().getFirst();
        assertEquals(RunRow.Cell.NONE, row.after());
        assertEquals(RunRow.Cell.NONE, row.overRefusal());
        assertEquals(RunRow.Cell.NONE, row.degenerate());
        assertEquals("65 %", row.before().value().replace('\u00a0', ' '));
    }

    @Test
    void aFailedRunSaysWhyInOneShortLineAndWhere() {
        String trace =
                "The following operation failed.\nTraceback of TorchScript\n" + "x ".repeat(999);
        record.begin(PKE).say("pke-1", new StageStarted(Stage.LOCATE), new RunFailed(trace));
        assertEquals("This run failed: The following operation failed.", headline("pke-1"));
        ViewedRun failed = record.view("pke-1");
        ListedRun line = Objects.requireNonNull(failed.listed());
        StageLine stage =
                StageLine.of(line, failed.view().told()).stream()
                        .filter(each -> each.name().equals("locate"))
                        .findFirst()
                        .orElseThrow();
        assertEquals("failed", stage.css());
        assertEquals("failed here", stage.took());
        assertTrue(Headline.brief("y".repeat(5000)).length() <= 141);
    }

    @Test
    void twoModelsAreNeverInOnePicture() {
        record.finish(PKE, _ -> false).finish(new Edit("dinm-other", "dinm", 44_032), i -> i < 9);
        Compared both = record.compare("pke-1", "dinm-other");
        assertEquals(
                "These runs began from 2 different models: each is held against its own figure"
                        + " before any edit.",
                both.finding());
        assertEquals(2, both.models().size());
        both.models()
                .forEach(each -> {
                    assertEquals(1, each.rows().size());
                    assertEquals(1, Objects.requireNonNull(each.tradeOff()).rows().size());
                });
    }

    @Test
    void nothingToCompareIsSaidPlainly() {
        assertEquals("No runs to compare yet.", new Crafted(1).finding());
    }

    private String headline(String run) {
        ViewedRun viewed = record.view(run);
        ListedRun line = Objects.requireNonNull(viewed.listed());
        return Headline.of(line.summary(), viewed.view()).replace('\u00a0', ' ');
    }
}
