package dev.pke.web.seen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pke.TickingClock;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.web.SampleRecord;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Objects;

class NamingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pke | PKE",
                "dinm | DINM",
                "dinm-paper | DINM, paper",
                "random-same-blocks | random, same blocks",
                "none | before any edit",
                "largest-activations | largest activations",
                "ft-l | FT-L",
                "random-deep-3-blocks+pke-deep-6 | random, deep 6",
                "random-block+sft | random, one block + SFT",
                "pke-3+pke | PKE 3 + PKE",
                "somebody-elses | somebody-elses"
            })
    void aMethodReadsAsProse(String method, String name) {
        assertEquals(name, Naming.method(method));
    }

    @Test
    void ofASweepsSettingsOnlyWhatIsNeededStandsInAName() {
        var store = new InMemoryEventStore(new TickingClock());
        var record = new SampleRecord(store, new InMemoryBlobs());
        record.writeAll(
                List.of(
                        new SampleRecord.Arm("a-1", "pke", 2, 0),
                        new SampleRecord.Arm("a-2", "pke", 6, 0)));
        RunSummary two = Objects.requireNonNull(RunView.of(store, "a-1").summary());
        RunSummary six = Objects.requireNonNull(RunView.of(store, "a-2").summary());
        String plan = "plain/pke-6 threads=1 budget=";
        assertEquals(
                List.of("PKE 2", "PKE 6, budget=2 rate=0.1", "PKE 6, budget=2 rate=0.2"),
                Naming.apart(
                        List.of(
                                called(two, plan + "1 rate=0.1"),
                                called(six, plan + "2 rate=0.1"),
                                called(six, plan + "2 rate=0.2"))));
    }

    @Test
    void aListIsOneWordAndAVersionIsNotSaidTwice() {
        RunSummary six = six();
        String set = " prefill=[5, 10] rate=";
        assertEquals(
                List.of("PKE, deep 6, rate=0.1", "PKE, deep 6, rate=0.2", "PKE, deep 6, random"),
                Naming.apart(
                        List.of(
                                called(six, "plain/deep6-6" + set + "0.1", "pke-deep-6"),
                                called(six, "plain/deep6-6" + set + "0.2", "pke-deep-6"),
                                called(six, "plain/random-deep6-6" + set + "0.2", "pke-deep-6"))));
    }

    private static RunSummary called(RunSummary run, String plan) {
        return called(run, plan, run.method());
    }

    @Test
    void aPlanThatWasRunSeveralTimesIsCalledWhatAllItsRunsAre() {
        RunSummary six = six();
        List<List<RunSummary>> plans =
                List.of(
                        List.of(
                                called(six, "plain/pke-6 rate=0.1 draw=1", "pke"),
                                called(six, "plain/pke-6 rate=0.1 draw=2", "pke")),
                        List.of(
                                called(six, "plain/pke-6 rate=0.2 draw=2", "pke"),
                                called(six, "plain/pke-6 rate=0.2 draw=3", "pke")));
        assertEquals("plain/pke-6 rate=0.1", Naming.plan(plans.getFirst()));
        assertEquals(List.of("PKE, rate=0.1", "PKE, rate=0.2"), Naming.apartOf(plans));
    }

    /** A run that moves six neurons. */
    static RunSummary six() {
        var store = new InMemoryEventStore(new TickingClock());
        new SampleRecord(store, new InMemoryBlobs())
                .writeAll(List.of(new SampleRecord.Arm("a-2", "pke", 6, 0)));
        return Objects.requireNonNull(RunView.of(store, "a-2").summary());
    }

    private static RunSummary called(RunSummary run, String plan, String method) {
        return called(run, plan, method, run.seeds(), "");
    }

    static RunSummary called(
            RunSummary run, String plan, String method, Map<String, String> seeds, String draw) {
        return new RunSummary(
                run.position(),
                run.run(),
                plan,
                method,
                run.model(),
                seeds,
                run.status(),
                run.stageAtWork(),
                run.finished(),
                run.judge(),
                run.before(),
                run.after(),
                run.edit(),
                run.timing(),
                run.review(),
                run.error(),
                run.commit(),
                run.machine(),
                new RunSummary.Basis("", "", draw));
    }

    @Test
    void runsOfOneMethodAreToldApartByWhatDiffers() {
        var store = new InMemoryEventStore(new TickingClock());
        var record = new SampleRecord(store, new InMemoryBlobs());
        record.writeAll(
                List.of(
                        new SampleRecord.Arm("a-1", "pke", 2, 0),
                        new SampleRecord.Arm("a-2", "pke", 6, 0),
                        new SampleRecord.Arm("a-3", "pke", 6, 0),
                        new SampleRecord.Arm("a-4", "dinm", 344, 0)));
        List<RunSummary> runs =
                List.of("a-1", "a-2", "a-3", "a-4").stream()
                        .map(run -> Objects.requireNonNull(RunView.of(store, run).summary()))
                        .toList();
        assertEquals(List.of("PKE 2", "PKE 6 · 2", "PKE 6 · 3", "DINM"), Naming.apart(runs));
    }
}
