package dev.pke.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.Objects.requireNonNull;

import dev.pke.Numerical;
import dev.pke.event.CanonicalJson;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.event.NewEvent;
import dev.pke.event.Recorded;
import dev.pke.fault.UserError;
import dev.pke.measure.MetricName;
import dev.pke.model.checkpoint.Digest;
import dev.pke.model.weights.Packing;
import dev.pke.run.Depth;
import dev.pke.run.Fact;
import dev.pke.run.ReviewEvent.Replayed;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEvent.BlockExamined;
import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.NeuronDescribed;
import dev.pke.run.RunEvent.NeuronsChanged;
import dev.pke.run.RunEvent.NeuronsScored;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StepTaken;
import dev.pke.run.RunList;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.ScoreTable;
import dev.pke.run.Told;
import dev.pke.run.tally.Recount;
import dev.pke.run.word.Code;
import dev.pke.run.word.Machine;
import dev.pke.run.word.Metric;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Stage;
import dev.pke.run.word.Status;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

class ExperimentTest {
    private static final String RUN = "tiny-1";
    private static final Map<String, String> HERE = Map.of("processor", "this one");

    @TempDir Path folder = Path.of("");
    private InMemoryEventStore store = store();
    private final InMemoryBlobs blobs = new InMemoryBlobs();
    private Packing packing = Packing.none();
    private final Unedited unedited = new Unedited();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final AtomicLong nanos = new AtomicLong();

    @BeforeEach
    void write() throws IOException {
        TinyPlan.write(folder, "0");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aPlanBecomesARunWithAllItsEvidence() throws IOException {
        assertEquals(Status.FINISHED, start());
        RunView view = RunView.of(store, RUN);
        RunSummary summary = view.summary();
        assertNotNull(summary);
        assertEquals(List.of(Stage.values()), summary.finished());
        assertNotNull(summary.asrBefore());
        assertNotNull(summary.asrAfter());
        assertEquals(2, summary.edit().neurons());
        assertEquals(2 * 32L, summary.edit().parametersMoved());
        assertEquals(4, view.losses().size());
        Told<NeuronsScored> table = view.scores();
        assertNotNull(table);
        float[][] score = ScoreTable.read(blobs, table.fact().table(), "score");
        var best = table.fact().top().getFirst();
        assertEquals(best.score(), score[best.block()][best.neuron()]);
        Told<CheckpointSaved> saved = view.saved();
        assertNotNull(saved);
        assertTrue(blobs.has(saved.fact().manifest()));
        assertTrue(blobs.has(view.deltas().getFirst()));
    }

    @Test
    void begunAnswersStandOnTheRecordWithTheirBeginning() throws IOException {
        start();
        RunView view = RunView.of(store, RUN);
        List<PromptAnswered> begun =
                view.answers().stream()
                        .map(Told::fact)
                        .filter(each -> !each.begun().isEmpty())
                        .toList();
        assertEquals(
                List.of("prefill-1", "benign-prefill-1", "prefill-3", "benign-prefill-3"),
                begun.stream().map(PromptAnswered::kind).distinct().limit(4).toList());
        assertEquals("sure", begun.getFirst().begun());
        assertEquals("plain-test-0/attack#prefill-1", begun.getFirst().promptId());
        assertEquals(
                begun.size(),
                begun.stream().map(each -> each.phase() + each.promptId()).distinct().count());
        RunSummary summary = requireNonNull(view.summary());
        List<Depth> depths = Depth.of(summary.after());
        assertEquals(List.of("1", "3", "affirmative"), depths.stream().map(Depth::begun).toList());
        assertEquals(2, requireNonNull(depths.getFirst().unsafe()).of());
        assertEquals(1, requireNonNull(depths.getFirst().kept()).of());
        assertEquals(1, requireNonNull(depths.getLast().kept()).of());
        assertEquals(1, requireNonNull(depths.getLast().refused()).of());
        assertNotNull(summary.after().get(MetricName.FLUENCY));
    }

    @Test
    void aPlanOfTheSecondFiguresBeginsNoOrdinaryAnswerWithTheAffirmative() throws IOException {
        Path plan = folder.resolve("tiny.yaml");
        String today = Files.readString(plan);
        Files.writeString(plan, today.replace("records: 2", "records: 2\n  figures: 2"));
        start();
        RunSummary summary = requireNonNull(RunView.of(store, RUN).summary());
        Depth sure = Depth.of(summary.after()).getLast();
        assertEquals(2, requireNonNull(sure.unsafe()).of());
        assertNull(sure.kept());
        assertNull(summary.after().get(MetricName.FLUENCY));
    }

    @Test
    void everyFigureOfBegunAnswersFollowsFromTheRecord() throws IOException {
        start();
        Recount recount = new Recount();
        List<String> faults = new ArrayList<>();
        for (Told<Fact> each : RunView.of(store, RUN).told()) {
            if (each.fact() instanceof RunEvent event) {
                faults.addAll(recount.next(event));
            }
        }
        assertEquals(List.of(), faults);
        assertEquals(
                Set.of("benign-correct", "kl", "kl-first", "perplexity"), recount.takeUncounted());
    }

    @Test
    void promptsThatDoNotFitTheContextAreCutAndTheRecordSaysSo() throws IOException {
        Path plan = folder.resolve("tiny.yaml");
        Files.writeString(
                plan,
                Files.readString(plan)
                        .replace("max-tokens: 6", "max-tokens: 250")
                        .replace("prefill: [1, 3]", "prefill: none")
                        .replace("affirmative: sure , here is", "affirmative: none"));
        assertEquals(Status.FINISHED, start());
        RunSummary summary = new RunList(store).newestFirst().getFirst();
        Metric cut = summary.before().get(MetricName.PROMPTS_CUT);
        assertNotNull(cut);
        assertTrue(cut.count() > 0 && cut.count() <= cut.of(), cut::toString);
    }

    @Numerical
    @Test
    void replayedOnTheSameMachineARunIsEqualToTheBit() throws IOException {
        start();
        Replayed replayed = replay(HERE);
        assertEquals(ReplayVerdict.PASS_BIT_EQUAL, replayed.verdict(), replayed.reason());
        assertEquals(store.head(), replayed.compared());
    }

    @Test
    void aPlanOfTheFirstFiguresIsRecordedAsItWasThen() throws IOException {
        Path plan = folder.resolve("tiny.yaml");
        String second = Files.readString(plan);
        Files.writeString(plan, second.replace("records: 2", "records: 2\n  figures: 1"));
        Path test = folder.resolve("test.json");
        // both records ask one question, which a record of today says
        String records = Files.readString(test);
        String question = records.replaceAll("(?s).*?\"question\":(\"[^\"]*\").*", "$1");
        Files.writeString(
                test, records.replaceAll("\"question\":\"[^\"]*\"", "\"question\":" + question));
        start();
        assertEquals(Set.of(""), clusters());
        store.close();
        store = store();
        Files.writeString(plan, second);
        start();
        assertEquals(Set.of("", "plain-test-0"), clusters());
    }

    private Set<String> clusters() {
        return RunView.of(store, RUN).answers().stream()
                .map(each -> each.fact().cluster())
                .collect(Collectors.toSet());
    }

    @Test
    void aForgedRecordFailsAtTheForgedEvent() throws IOException {
        start();
        forge("step-taken.v1", data -> data.replaceFirst("\"step\":1}", "\"step\":2}"));
        Replayed replayed = replay(HERE);
        assertEquals(ReplayVerdict.FAIL, replayed.verdict());
        assertEquals("/step", replayed.divergence().orElseThrow().field());
        assertEquals("2", replayed.divergence().orElseThrow().recorded());
    }

    @Test
    void onAnotherMachineNothingCanBeConcludedWithoutATolerance() throws IOException {
        start();
        Replayed replayed = replay(Map.of("processor", "another"));
        assertEquals(ReplayVerdict.INCONCLUSIVE, replayed.verdict());
        assertEquals(0, replayed.compared());
    }

    @Numerical
    @Test
    void onAnotherMachineADeclaredToleranceIsEnough() throws IOException {
        Files.writeString(
                folder.resolve("tiny.yaml"),
                Files.readString(folder.resolve("tiny.yaml"))
                        .replace("tolerance: 0", "tolerance: 0.001"));
        start();
        Replayed replayed = replay(Map.of("processor", "another"));
        assertEquals(ReplayVerdict.PASS_WITHIN_TOLERANCE, replayed.verdict(), replayed.reason());
    }

    @Test
    void withProductsMadeAnotherWayItIsAnotherMachine() throws IOException {
        start();
        packing = Packing.fastest();
        Replayed replayed = replay(HERE);
        assertEquals(ReplayVerdict.INCONCLUSIVE, replayed.verdict(), replayed.reason());
        assertEquals("plain, too small to pack", replayed.machine().facts().get("products"));
    }

    @Test
    void whatIsComputedWithIsAFactOfTheMachineThatOlderRecordsDoNotKnow() throws IOException {
        start();
        Machine here = replay(HERE).machine();
        assertEquals("f32", here.facts().get("compute"));
        Map<String, String> older = new TreeMap<>(here.facts());
        older.remove("compute");
        assertTrue(Experiment.isSame(machine(older), here));
        older.put("compute", "f32 for bf16");
        assertFalse(Experiment.isSame(machine(older), here));
        older.put("compute", "f32");
        older.put("processor", "another");
        assertFalse(Experiment.isSame(machine(older), here));
    }

    private static Machine machine(Map<String, String> facts) {
        byte[] bytes = CanonicalJson.write(facts).getBytes(StandardCharsets.UTF_8);
        return new Machine(Digest.of(bytes), facts);
    }

    @Test
    void aChangedInputIsNamedByItsDigestAndNothingConcluded() throws IOException {
        start();
        Path data = folder.resolve("test.json");
        Files.writeString(data, Files.readString(data).replaceFirst("how", "why"));
        Replayed replayed = replay(HERE);
        assertEquals(ReplayVerdict.INCONCLUSIVE, replayed.verdict());
        assertEquals("dataset-pinned.v1", replayed.divergence().orElseThrow().type());
        assertEquals("/digest", replayed.divergence().orElseThrow().field());
        Files.delete(data);
        Replayed without = replay(HERE);
        assertEquals(ReplayVerdict.INCONCLUSIVE, without.verdict());
        assertEquals("not there: " + data, without.reason());
    }

    @Numerical
    @Test
    void aReplayThatIsStoppedSaysNothingAgainstTheRecord() throws IOException {
        start();
        Replayed stopped = new Replay(RUN, around(HERE, stopAt(StepTaken.class))).run();
        assertEquals(ReplayVerdict.INCONCLUSIVE, stopped.verdict(), stopped.reason());
        assertEquals("it was stopped before its end", stopped.reason());
        assertTrue(stopped.compared() > 0 && stopped.divergence().isEmpty());
    }

    @Test
    void aRunCancelledWhileItEditsResumesToTheSameModel() throws IOException {
        start();
        String whole = digest();
        store.close();
        store = store();
        assertEquals(
                Status.CANCELLED,
                Experiment.start(
                        TinyPlan.plan(folder), RUN, "a", around(HERE, stopAt(StepTaken.class))));
        cancelled.set(false);
        assertEquals(
                Status.FINISHED, Experiment.resume(RUN, "b", around(HERE, RunListener.none())));
        assertEquals(whole, digest());
        assertEquals(4, RunView.of(store, RUN).losses().size());
        assertEquals(ReplayVerdict.PASS_BIT_EQUAL, replay(HERE).verdict());
    }

    @Numerical
    @Test
    void howAnEditWorksStandsOnTheRecordAndReplays() throws IOException {
        Path plan = folder.resolve("tiny.yaml");
        Files.writeString(
                plan,
                Files.readString(plan)
                        .replace("  suffix: none", "  suffix: none\n  mechanism: all"));
        start();
        RunView view = RunView.of(store, RUN);
        Set<List<Integer>> moved = new HashSet<>();
        for (Told<NeuronsChanged> each : view.changes()) {
            each.fact().neurons().forEach(n -> moved.add(List.of(each.fact().block(), n)));
        }
        Set<List<Integer>> described = new HashSet<>();
        for (Told<NeuronDescribed> each : view.all(NeuronDescribed.class)) {
            described.add(List.of(each.fact().block(), each.fact().neuron()));
            assertTrue(each.fact().moved() > 0);
            assertEquals(8, each.fact().after().promoted().size());
        }
        assertEquals(moved, described);
        assertEquals(2, view.all(BlockExamined.class).size());
        assertEquals(ReplayVerdict.PASS_BIT_EQUAL, replay(HERE).verdict());
    }

    @Numerical
    @Test
    void aMethodOfWordsAsksInThemAfterwardsAndItsRunResumesAndReplays() throws IOException {
        Path plan = folder.resolve("tiny.yaml");
        String text = Files.readString(plan);
        Files.writeString(
                plan,
                text.substring(0, text.indexOf("  editor:"))
                                .replace("method: pke\n", "") // what it is follows from the editor
                        + "  editor: {name: suffix-only, before: none, after: thank you}\n"
                        + "tolerance: 0\n");
        RunListener atTheEdit = stopAt(StageFinished.class, done -> done.stage() == Stage.EDIT);
        assertEquals(
                Status.CANCELLED,
                Experiment.start(TinyPlan.plan(folder), RUN, "a", around(HERE, atTheEdit)));
        cancelled.set(false);
        assertEquals(
                Status.FINISHED, Experiment.resume(RUN, "b", around(HERE, RunListener.none())));
        RunView view = RunView.of(store, RUN);
        for (Told<PromptAnswered> each : view.answers()) {
            boolean after = each.fact().stage() == Stage.EVALUATE_AFTER;
            assertEquals(after, each.fact().prompt().endsWith(" thank you"));
        }
        assertEquals(0, requireNonNull(view.saved()).fact().parametersMoved());
        assertEquals(ReplayVerdict.PASS_BIT_EQUAL, replay(HERE).verdict());
    }

    @Test
    void aRunDoesNotResumeOnAnotherModel() throws IOException {
        Experiment.start(TinyPlan.plan(folder), RUN, "a", around(HERE, stopAt(StepTaken.class)));
        cancelled.set(false);
        Path weights = folder.resolve("tiny/model.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        UserError told =
                assertThrows(
                        UserError.class,
                        () -> Experiment.resume(RUN, "b", around(HERE, RunListener.none())));
        assertTrue(String.valueOf(told.getMessage()).contains("not what the run began with"));
    }

    @Test
    void theUneditedModelIsAskedAgainOnlyForOtherInstances() throws IOException {
        start();
        int first = unedited.made();
        Path plan = folder.resolve("tiny.yaml");
        String yaml = Files.readString(plan);
        Files.writeString(plan, yaml.replace("budget: 0.05", "budget: 0.1"));
        Surroundings around = around(HERE, RunListener.none());
        Experiment.start(TinyPlan.plan(folder), "tiny-2", "a", around);
        assertEquals(first, unedited.made(), "another budget asks what was asked");
        Files.writeString(plan, yaml.replace("draw: {seed: 5}", "draw: 2"));
        Experiment.start(TinyPlan.plan(folder), "tiny-3", "a", around);
        assertEquals(first + 1, unedited.made(), "another draw asks its own prompts only");
    }

    private Status start() throws IOException {
        return Experiment.start(TinyPlan.plan(folder), RUN, "a", around(HERE, RunListener.none()));
    }

    private Replayed replay(Map<String, String> machine) {
        return new Replay(RUN, around(machine, RunListener.none())).run();
    }

    private String digest() {
        Told<CheckpointSaved> saved = RunView.of(store, RUN).saved();
        assertNotNull(saved);
        return saved.fact().digest();
    }

    private Surroundings around(Map<String, String> machine, RunListener listener) {
        return new Surroundings(
                store,
                blobs,
                nanos::getAndIncrement,
                new Code("abc", false),
                machine,
                packing,
                listener,
                cancelled::get,
                unedited);
    }

    private RunListener stopAt(Class<? extends RunEvent> type) {
        return stopAt(type, event -> true);
    }

    private <E extends RunEvent> RunListener stopAt(Class<E> type, Predicate<E> there) {
        return new RunListener() {
            @Override
            public void recorded(RunEvent event) {
                if (type.isInstance(event) && there.test(type.cast(event))) {
                    cancelled.set(true);
                }
            }

            @Override
            public void progress(Stage stage, String what, int done, int of) {}
        };
    }

    /** Puts a copy of the record in its place, with the first event of a type forged. */
    private void forge(String type, UnaryOperator<String> forgery) {
        List<Recorded> record = store.readStream("run/" + RUN, 0, 1000);
        store.close();
        store = store();
        boolean[] done = {false};
        store.append(
                "run/" + RUN,
                ExpectedVersion.none(),
                record.stream()
                        .map(each -> {
                            boolean now = each.type().equals(type) && !done[0];
                            done[0] |= now;
                            return new NewEvent(
                                    each.eventId(),
                                    each.type(),
                                    now ? forgery.apply(each.data()) : each.data());
                        })
                        .toList());
    }

    private static InMemoryEventStore store() {
        return new InMemoryEventStore(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }
}
