package dev.pke.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.Objects.requireNonNull;

import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.fault.UserError;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;
import dev.pke.run.Fact;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEvent.DatasetPinned;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.Told;
import dev.pke.run.tally.Recount;
import dev.pke.run.word.Phase;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Status;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

class RobustnessTest {
    private static final String RUN = "tried-1";
    private static final String TRIED =
            """
            robustness:
              sampling: 2
              seed: 1
              rounding: [bf16, int8]
              bare: on
              prefixes: [be kind]
              shots: [1]
              relearn: {harmful: [1], benign: [1], rate: 0.01, steps: 2}
            """;

    @TempDir Path folder = Path.of("");
    private final InMemoryBlobs blobs = new InMemoryBlobs();
    private final InMemoryEventStore store =
            new InMemoryEventStore(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @BeforeEach
    void write() throws IOException {
        TinyPlan.write(folder, "0");
        Path plan = folder.resolve("tiny.yaml");
        String yaml =
                Files.readString(plan).replace("pool.json, records: 3", "pool.json, records: 2");
        Files.writeString(plan, yaml + TRIED);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void everyConditionIsOnTheRecordAndItsFiguresFollowFromTheAnswers() throws IOException {
        assertEquals(Status.FINISHED, start());
        RunView view = RunView.of(store, RUN);
        Set<String> kinds = kinds(view, Phase.AFTER);
        assertEquals(
                Set.of(
                        "robust-sampled",
                        "robust-bf16",
                        "benign-robust-bf16",
                        "robust-int8",
                        "benign-robust-int8",
                        "robust-no-template",
                        "benign-robust-no-template",
                        "robust-prefix-1",
                        "benign-robust-prefix-1",
                        "robust-shots-1",
                        "benign-robust-shots-1",
                        "robust-relearn-harmful-1",
                        "benign-robust-relearn-harmful-1",
                        "robust-relearn-benign-1",
                        "benign-robust-relearn-benign-1"),
                kinds);
        Set<String> before = kinds(view, Phase.BEFORE);
        assertEquals(kinds, before, "the unedited model is asked and tuned alike");
        Recount recount = new Recount();
        List<String> faults = new ArrayList<>();
        for (Told<Fact> each : view.told()) {
            if (each.fact() instanceof RunEvent event) {
                faults.addAll(recount.next(event));
            }
        }
        assertEquals(List.of(), faults);
        recount.takeUncounted()
                .forEach(each -> assertFalse(each.contains("robust-"), "not counted: " + each));
        RunSummary summary = requireNonNull(view.summary());
        assertEquals(4, requireNonNull(summary.after().get("robust-sampled-unsafe")).of());
        assertEquals(2, requireNonNull(summary.after().get("robust-sampled-any")).of());
        assertEquals(2, requireNonNull(summary.after().get("asr")).of(), "counted apart");
    }

    @Test
    void whatIsRelearnedIsNeitherEditedNorTestedNorSaved() throws IOException {
        start();
        RunView view = RunView.of(store, RUN);
        List<DatasetPinned> pins = view.all(DatasetPinned.class).stream().map(Told::fact).toList();
        List<String> edited = pins.getFirst().recordDigests();
        List<String> shown =
                pins.stream()
                        .filter(each -> each.split().equals("test"))
                        .filter(each -> !each.recordDigests().equals(edited))
                        .filter(each -> each.records() == 1)
                        .toList()
                        .getFirst()
                        .recordDigests();
        assertEquals(1, shown.size());
        assertFalse(edited.containsAll(shown));
        long changed = requireNonNull(requireNonNull(view.summary()).edit().parametersMoved());
        assertEquals(2 * 32L, changed, "the checkpoint is the edit alone");
    }

    @Test
    void aTriedRunIsReplayedToTheBitAndLeavesTheModelAsItWas() throws IOException {
        start();
        var replayed = new Replay(RUN, around()).run();
        assertEquals(ReplayVerdict.PASS_BIT_EQUAL, replayed.verdict(), replayed.reason());
    }

    @Test
    void whatTheFilesDoNotHoldIsToldInOneLine() throws IOException {
        Path plan = folder.resolve("tiny.yaml");
        String yaml = Files.readString(plan);
        Files.writeString(plan, yaml.replace("shots: [1]", "shots: [1, 9]"));
        UserError few = assertThrows(UserError.class, this::start);
        assertTrue(
                few.line().endsWith("robustness.shots asks for 9 records, there are 1 to take"),
                few.line());
        assertEquals(0, store.head(), "told before anything is on the record");
        Files.writeString(plan, yaml.replace("benign: [1]", "benign: [2]"));
        UserError ordinary = assertThrows(UserError.class, this::start);
        assertTrue(
                ordinary.line()
                        .endsWith(
                                "robustness.relearn.benign asks for 2 records, there are 1 to take"),
                ordinary.line());
        Files.writeString(plan, yaml.replace("[bf16, int8]", "[bf16, int4]"));
        UserError rounding = assertThrows(UserError.class, this::start);
        assertTrue(
                rounding.line().contains("robustness.rounding is [bf16, int4], must be"),
                rounding.line());
    }

    @Test
    void aModelThatNothingEditsRelearnsFromFilesOfItsOwn() throws IOException {
        Path plan = folder.resolve("tiny.yaml");
        String bare = Files.readString(plan).replaceAll("(?s)\nedit:.*?\ntolerance", "\ntolerance");
        bare = bare.replace("method: pke", "method: none");
        Files.writeString(plan, bare);
        UserError nowhere = assertThrows(UserError.class, this::start);
        assertTrue(nowhere.line().contains("robustness.data: shots and"), nowhere.line());
        Files.writeString(plan, bare + "  data: edit.json\n  pool: pool.json\n");
        assertEquals(Status.FINISHED, start());
        RunSummary summary = requireNonNull(RunView.of(store, RUN).summary());
        assertEquals(
                2, requireNonNull(summary.before().get("robust-relearn-harmful-1-unsafe")).of());
        assertEquals(
                1,
                requireNonNull(summary.before().get("benign-robust-relearn-benign-1-refused"))
                        .of());
    }

    @Test
    void theSystemSpeaksInItsOwnRoleWhereTheTemplateKnowsOne() throws IOException {
        Path plan = folder.resolve("tiny.yaml");
        Files.writeString(plan, Files.readString(plan) + "  systems: [please answer]\n");
        UserError without = assertThrows(UserError.class, this::start);
        assertTrue(
                without.line()
                        .endsWith(
                                "robustness.systems: its chat template has no system role; put"
                                        + " texts before prompts with prefixes instead"),
                without.line());
        assertEquals(0, store.head(), "told before anything is on the record");
        Files.writeString(
                folder.resolve("tiny/chat_template.jinja"),
                "{% for m in messages %}{{ '<' + m['role'] + '> ' + m['content'] }} {% endfor %}");
        try (LanguageModel model = LanguageModel.open(folder.resolve("tiny"))) {
            GenerationSettings told = GenerationSettings.greedy(1).says("please answer");
            List<Integer> ids = Arrays.stream(model.promptIds("who", told)).boxed().toList();
            String rendered = model.template().orElseThrow().render("who");
            List<Integer> plain =
                    Arrays.stream(model.promptIds("who", told.says(""))).boxed().toList();
            assertEquals("<user> who ", rendered);
            assertEquals(plain, ids.subList(ids.size() - plain.size(), ids.size()));
            assertTrue(ids.size() > plain.size() + 1, ids.toString());
        }
        assertEquals(Status.FINISHED, start());
        RunView view = RunView.of(store, RUN);
        assertTrue(kinds(view, Phase.AFTER).contains("robust-system-1"));
    }

    private static Set<String> kinds(RunView view, Phase phase) {
        return view.answers().stream()
                .map(Told::fact)
                .filter(each -> each.phase() == phase)
                .map(PromptAnswered::kind)
                .filter(each -> each.contains("robust-"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Status start() throws IOException {
        return Experiment.start(TinyPlan.plan(folder), RUN, "a", around());
    }

    private Surroundings around() {
        return TinyPlan.around(store, blobs);
    }
}
