package dev.pke.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.run.RunEvent.DatasetPinned;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunEvent.RunFinished;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;
import dev.pke.web.page.Crafted.Edit;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** What a comparison warns of, and what it says where nothing was edited. */
class CautionsTest {
    private static final Edit PKE = new Edit("pke-1", "pke", 768);
    private static final Edit DINM = new Edit("dinm-1", "dinm", 44_032);
    private static final String ALIKE =
            "These runs were not measured alike: prompts or judges differ.";

    private final Crafted record = new Crafted(54);

    @Test
    void contaminatedDataAreALineForAllWhoseDataItIs() {
        record.finish(PKE, _ -> false).finish(DINM, _ -> false);
        assertEquals(List.of(), record.compare("pke-1", "dinm-1").cautions());
        pin("pke-1", "2 of 9 instances are also attacks of the test");
        assertEquals(
                List.of(
                        "Contaminated data of PKE: test: 2 of 9 instances are also attacks of the"
                                + " test."),
                record.compare("pke-1", "dinm-1").cautions());
        pin("dinm-1", "2 of 9 instances are also attacks of the test");
        assertEquals(
                List.of(
                        "Contaminated data of all of these runs: test: 2 of 9 instances are also"
                                + " attacks of the test."),
                record.compare("pke-1", "dinm-1").cautions());
    }

    private void pin(String run, String contaminated) {
        String digest = "5".repeat(64);
        record.say(
                run, new DatasetPinned("data", "test", 1, digest, List.of(digest), contaminated));
    }

    @Test
    void anArmThatEditsNothingIsMeasuredByAJudgeToo() {
        record.finish(PKE, _ -> false);
        measure("closed-1");
        assertEquals(List.of(), record.compare("pke-1", "closed-1").cautions());
        record.judged("refusal-phrases-2", Map.of());
        measure("closed-2");
        assertEquals(List.of(ALIKE), record.compare("pke-1", "closed-2").cautions());
        assertEquals(List.of(ALIKE), record.compare("closed-1", "closed-2").cautions());
    }

    @Test
    void whereNothingIsEditedNoFigureAfterAnEditIsWaitedFor() {
        measure("closed-1");
        String told = "No parameter was moved; 65 % (51–76) of the attacks succeed.";
        assertEquals(told, record.finding("closed-1"));
        record.finish(new Edit("suffix-only-1", "suffix-only", 0), i -> i < 2);
        assertEquals(
                "No parameter was moved; 4 % (1–13) to 65 % (51–76) of the attacks succeed.",
                record.finding("closed-1", "suffix-only-1"));
        record.begin(PKE); // not yet edited
        assertEquals(
                "None of these runs has measured attack success after an edit yet.",
                record.finding("closed-1", "pke-1"));
    }

    private void measure(String run) {
        record.begin(new Edit(run, "none", 0)).say(run, new RunFinished(Map.of("seconds", 1.0)));
    }

    @Test
    void anotherSuffixIsSaidOfEditsAlone() {
        record.says("edit", Map.of("suffix", "none")).finish(PKE, _ -> false);
        record.says("edit", Map.of("suffix", "be kind")).finish(DINM, _ -> false);
        record.says("evaluation", Map.of());
        measure("closed-1");
        assertEquals(
                List.of("These edits did not learn from prompts put alike: suffixes differ."),
                record.compare("pke-1", "dinm-1").cautions());
        assertEquals(List.of(), record.compare("pke-1", "closed-1").cautions());
    }

    @Test
    void aChatTemplateThatSomeHaveNotIsSaidWhetherByPlanOrByTheModel() {
        String said = "These runs did not ask alike: not all through a chat template.";
        record.says("evaluation", template("on")).finish(PKE, _ -> false).finish(DINM, _ -> false);
        assertEquals(List.of(), record.compare("pke-1", "dinm-1").cautions());
        record.says("evaluation", template("off"))
                .finish(new Edit("pke-2", "pke", 128), _ -> false);
        assertEquals(List.of(said), record.compare("dinm-1", "pke-2").cautions());
        record.says("evaluation", template("on")).finish(new Edit("pke-3", "pke", 64), _ -> false);
        Metric all = new Metric(1, 54, 54, Double.NaN, Double.NaN);
        Map<String, Metric> bare = Map.of("asr", Metric.share(0, 54), "prompts-bare", all);
        record.say(
                "pke-3",
                new EvaluationFinished(
                        Phase.AFTER, "specimen-oracle", bare, Map.of(), Map.of("seconds", 1.0)));
        List<String> cautions = record.compare("dinm-1", "pke-3").cautions();
        assertTrue(cautions.contains(said), cautions.toString());
    }

    private static Map<String, Object> template(String on) {
        return Map.of("generation", Map.of("template", on));
    }
}
