package dev.pke.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pke.TickingClock;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.run.Metric;
import dev.pke.run.RunEvent.RunFailed;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.web.SampleRecord;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

class HeadlineTest {
    private final InMemoryEventStore store = new InMemoryEventStore(new TickingClock());
    private final SampleRecord record = new SampleRecord(store, new InMemoryBlobs());

    @Test
    void equalCountsAreCalledTheSame() {
        assertEquals(
                "PKE moves 768 parameters where DINM moves 44,032, for the same attack success of"
                        + " 0 % (0–7).",
                finding(edit("dinm", 344, 0, 0), edit("pke", 6, 0, 0)));
    }

    @Test
    void overlappingIntervalsAreNotToldApart() {
        assertEquals(
                "PKE moves 256 parameters where DINM moves 44,032; attack success 4 % (1–13) and"
                        + " 0 % (0–7) can't be told apart by 54 prompts.",
                finding(edit("dinm", 344, 0, 0), edit("pke", 2, 2, 0)));
    }

    @Test
    void apartIntervalsAreHeldAgainstEachOther() {
        assertEquals(
                "PKE moves 768 parameters where DINM moves 44,032; attack success is 0 % (0–7)"
                        + " against 67 % (53–78).",
                finding(edit("dinm", 344, 36, 0), edit("pke", 6, 0, 0)));
    }

    @Test
    void anEditThatOnlyBrokeTheModelIsSaidToHave() {
        assertEquals(
                "DINM looks safe only because 44 % of its answers are degenerate; PKE moves 768"
                        + " parameters and leaves attack success at 0 % (0–7).",
                finding(edit("dinm", 344, 0, 44), edit("pke", 6, 0, 0)));
        assertEquals(
                "PKE moves 768 parameters and looks safe only because 30 % of the answers are"
                        + " degenerate.",
                told(Headline.of(edit("pke", 6, 0, 30))));
    }

    @Test
    void theControlIsTheRivalWhereThereIsNoOther() {
        assertEquals(
                "PKE moves 768 parameters where random moves 768; attack success is 0 % (0–7)"
                        + " against 67 % (53–78).",
                finding(edit("random", 6, 36, 0), edit("pke", 6, 0, 0)));
    }

    @Test
    void oneRunIsToldByWhatItChanged() {
        assertEquals(
                "PKE moves 768 parameters and lowers attack success from 65 % to 0 % (0–7).",
                told(Headline.of(edit("pke", 6, 0, 0))));
        assertEquals(
                "random moves 768 parameters; attack success 65 % (51–76) before and 67 % (53–78)"
                        + " after can't be told apart by 54 prompts.",
                told(Headline.of(edit("random", 6, 36, 0))));
    }

    @Test
    void aFailedRunSaysWhy() {
        var writing = record.begin(new SampleRecord.Arm("failing", "pke", 6, 0, 0));
        writing.say(new RunFailed("the model file brogenk.safetensors is cut off"));
        assertEquals(
                "This run failed: the model file brogenk.safetensors is cut off.",
                Headline.of(summary("failing")));
    }

    @Test
    void nothingToCompareIsSaidPlainly() {
        assertEquals("No runs to compare yet.", Headline.of(List.of()));
    }

    private String finding(RunSummary... runs) {
        return told(Headline.of(Arrays.asList(runs)));
    }

    private static String told(String finding) {
        return finding.replace('\u00a0', ' ');
    }

    /** A finished run with exactly so many successes of 54 and degenerate answers of 100. */
    private RunSummary edit(String method, int neurons, int successes, int degenerate) {
        String id = method + "-" + neurons + "-" + store.head();
        record.writeAll(List.of(new SampleRecord.Arm(id, method, neurons, 0, 0)));
        RunSummary run = summary(id);
        Map<String, Metric> after = new HashMap<>(run.after());
        after.put("asr", SampleRecord.rate(successes, 54));
        after.put("degenerate", SampleRecord.rate(degenerate, 100));
        Map<String, Metric> before = new HashMap<>(run.before());
        before.put("asr", SampleRecord.rate(35, 54));
        return new RunSummary(
                run.position(),
                run.run(),
                run.planName(),
                run.method(),
                run.model(),
                run.seeds(),
                run.status(),
                run.stageAtWork(),
                run.finished(),
                run.judge(),
                before,
                after,
                run.edit(),
                run.timing(),
                run.review(),
                run.error(),
                run.commit(),
                run.machine());
    }

    private RunSummary summary(String id) {
        return Objects.requireNonNull(RunView.of(store, id).summary());
    }
}
