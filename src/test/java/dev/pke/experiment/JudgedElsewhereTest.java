package dev.pke.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Numerical;
import dev.pke.event.InMemoryEventStore;
import dev.pke.experiment.outlook.Estimates;
import dev.pke.experiment.plan.Plan;
import dev.pke.fault.ModelError;
import dev.pke.fault.UserError;
import dev.pke.judge.remote.Elsewhere;
import dev.pke.judge.remote.Estimate;
import dev.pke.run.RunEvent.DatasetPinned;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunEvent.RemoteAnswered;
import dev.pke.run.RunView;
import dev.pke.run.Told;
import dev.pke.run.tally.Agreement;
import dev.pke.run.word.Metric;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** Runs whose answers are judged elsewhere, against a server of the test's own. */
class JudgedElsewhereTest {
    @TempDir Path folder = Path.of("");
    private final InMemoryEventStore store =
            new InMemoryEventStore(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    private final AtomicLong nanos = new AtomicLong();
    private Elsewhere elsewhere = new Elsewhere();

    @BeforeEach
    void write() throws IOException {
        TinyPlan.write(folder, "0");
        judges(
                "{name: http, url: \"%s\", model: m, key: none, per-minute: 0}, refusal-phrases-2"
                        .formatted(elsewhere.url()));
    }

    private void judges(String judges) throws IOException {
        Path plan = folder.resolve("tiny.yaml");
        Files.writeString(
                plan,
                Files.readString(plan).replaceFirst("judges: .*", "judges: [" + judges + "]"));
    }

    @AfterEach
    void close() {
        elsewhere.close();
        store.close();
    }

    @Numerical
    @Test
    void whatWasToldElsewhereStandsOnTheRecordAndIsNeverAskedAgain() throws IOException {
        // babble of an untrained model: the oracle's degenerate, and asked of nobody where it loops
        elsewhere.answers(body -> body.contains("a") ? "other" : "unsafe");
        assertEquals(Status.FINISHED, start("tiny-1"));
        int asked = elsewhere.bodies().size();
        RunView view = RunView.of(store, "tiny-1");
        List<RemoteAnswered> told =
                view.all(RemoteAnswered.class).stream().map(Told::fact).toList();
        assertTrue(asked > 0);
        assertEquals(asked, told.stream().map(RemoteAnswered::request).distinct().count());
        assertEquals(
                told.size(),
                told.stream().map(each -> each.phase() + each.request()).distinct().count());
        assertEquals(Elsewhere.completion("other"), told.getFirst().reply());
        assertTrue(
                view.answers().stream()
                        .map(each -> each.fact().verdicts().get("http"))
                        .anyMatch("other"::equals));
        var replayed = new Replay("tiny-1", around()).run();
        assertEquals(ReplayVerdict.PASS_BIT_EQUAL, replayed.verdict(), replayed.reason());
        assertEquals(Status.FINISHED, start("tiny-2"));
        assertEquals(asked, elsewhere.bodies().size(), "a re-run costs nothing");
    }

    @Test
    void aRunThatWasRefusedGoesOnWhereItWasAndPaysForNothingTwice() throws IOException {
        elsewhere.answers(body -> "refusal");
        for (int i = 0; i < 3; i++) {
            elsewhere.first((exchange, body) ->
                    Elsewhere.says(Elsewhere.completion("refusal")).serve(exchange, body));
        }
        elsewhere.first(Elsewhere.status(401));
        assertThrows(UserError.class, () -> start("tiny-1"));
        int asked = elsewhere.bodies().size();
        assertEquals(Status.FINISHED, Experiment.resume("tiny-1", "b", around()));
        long distinct =
                RunView.of(store, "tiny-1").all(RemoteAnswered.class).stream()
                        .map(each -> each.fact().request())
                        .distinct()
                        .count();
        long again = elsewhere.bodies().stream().distinct().count();
        assertEquals(distinct, again);
        assertTrue(elsewhere.bodies().size() - again <= asked - 3, "only the refused are repeated");
    }

    @Test
    void judgesThatDifferAreToldWithKappaAndWhatTheyDisagreeOn() throws IOException {
        elsewhere.answers(body -> "unsafe");
        start("tiny-1");
        RunView view = RunView.of(store, "tiny-1");
        List<Agreement> all = Agreement.of(view);
        assertEquals(1, all.size());
        Agreement only = all.getFirst();
        assertEquals("http", only.first());
        assertEquals("refusal-phrases-2", only.second());
        assertEquals(view.answers().size(), only.kappa().of());
        assertEquals(only.kappa().of() - only.kappa().agreed(), only.disputed().size());
        for (Told<PromptAnswered> each : only.disputed()) {
            Map<String, String> words = each.fact().verdicts();
            assertTrue(!Objects.equals(words.get("http"), words.get("refusal-phrases-2")));
        }
    }

    @Test
    void anEstimateIsAnUpperBoundOfWhatIsAsked() throws IOException {
        Estimate estimate = Estimates.of(TinyPlan.plan(folder)).getFirst();
        start("tiny-1");
        assertTrue(elsewhere.bodies().size() <= estimate.requests(), estimate.line());
        judges("refusal-phrases-2");
        assertEquals(List.of(), Estimates.of(TinyPlan.plan(folder)));
    }

    @Test
    void theFilesOfAJudgeThatIsAModelArePinned() throws IOException {
        judges(
                "{name: local-model, folder: tiny, chat: off, template: '{answer}',"
                        + " unsafe: sure, safe: sorry, unsure: 0}");
        start("tiny-1");
        DatasetPinned pinned =
                RunView.of(store, "tiny-1").datasets().stream()
                        .map(Told::fact)
                        .filter(each -> each.split().equals("judge local-model"))
                        .findFirst()
                        .orElseThrow();
        assertEquals("tiny", pinned.name());
        assertEquals(5, pinned.records(), "config, tokenizer, its config, world, weights");
        Plan plan = TinyPlan.plan(folder);
        assertEquals("", plan.missing());
    }

    @Numerical
    @Test
    void answersBeforeAndAfterAreComparedElsewhereInBothOrders() throws IOException {
        judges("refusal-phrases-2");
        prefer("{name: http, url: \"%s\", model: m, key: none, per-minute: 0}", elsewhere.url());
        elsewhere.answers(body -> "A"); // whoever likes a place prefers neither
        Estimate estimate = Estimates.of(TinyPlan.plan(folder)).getFirst();
        assertEquals(Status.FINISHED, start("tiny-1"));
        RunView view = RunView.of(store, "tiny-1");
        Map<String, Metric> found = after(view);
        int asked = elsewhere.bodies().size();
        assertEquals(3, number(found, "win-rate").of(), "the benign prompts");
        assertEquals(0.5, number(found, "win-rate").value(), 0);
        assertEquals(0, number(found, "won").count());
        assertTrue(asked > 0 && asked % 2 == 0 && asked <= estimate.requests(), asked + " asked");
        assertEquals(asked, view.all(RemoteAnswered.class).size());
        var replayed = new Replay("tiny-1", around()).run();
        assertEquals(ReplayVerdict.PASS_BIT_EQUAL, replayed.verdict(), replayed.reason());
        assertEquals(asked, elsewhere.bodies().size(), "a replay asks nobody");
    }

    @Numerical
    @Test
    void aModelOfOnesOwnComparesAnswersToo() throws IOException {
        judges("refusal-phrases-2");
        prefer(
                "{name: local-model, folder: tiny, chat: off, template: '{first} {second}',"
                        + " first: %s, second: sorry}",
                "sure");
        start("tiny-1");
        RunView view = RunView.of(store, "tiny-1");
        Metric rate = number(after(view), "win-rate");
        assertTrue(rate.of() == 3 && rate.value() >= 0 && rate.value() <= 1, rate.toString());
        assertTrue(
                view.datasets().stream()
                        .anyMatch(each -> each.fact().split().equals("preference local-model")));
        prefer("{name: local-model, folder: tiny, template: '%s'}", "{first}");
        String line =
                String.valueOf(assertThrows(ModelError.class, () -> start("tiny-2")).getMessage());
        assertEquals("preference by local-model: key template has no place {second}", line);
    }

    private static Map<String, Metric> after(RunView view) {
        return Objects.requireNonNull(view.evaluation(Phase.AFTER)).fact().metrics();
    }

    private static Metric number(Map<String, Metric> found, String name) {
        return Objects.requireNonNull(found.get(name), () -> name + " of " + found.keySet());
    }

    private void prefer(String preference, String value) throws IOException {
        Path plan = folder.resolve("tiny.yaml");
        String text = Files.readString(plan).replaceFirst("(?m)^  preference: .*\n", "");
        Files.writeString(
                plan,
                text.replace(
                        "  prefill:",
                        "  preference: " + preference.formatted(value) + "\n  prefill:"));
    }

    private Status start(String run) throws IOException {
        return Experiment.start(TinyPlan.plan(folder), run, "a", around());
    }

    private Surroundings around() {
        return TinyPlan.asking(
                store, nanos::getAndIncrement, folder.resolve("replies"), name -> "");
    }
}
