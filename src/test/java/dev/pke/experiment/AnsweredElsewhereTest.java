package dev.pke.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.event.InMemoryEventStore;
import dev.pke.experiment.outlook.Estimates;
import dev.pke.experiment.plan.Plan;
import dev.pke.fault.UserError;
import dev.pke.judge.remote.Elsewhere;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunEvent.RemoteAnswered;
import dev.pke.run.RunView;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Status;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A closed model as an arm, against a server of the test's own. */
class AnsweredElsewhereTest {
    private static final String KEY = "not-a-key-of-anyone";

    @TempDir Path folder = Path.of("");
    private final InMemoryEventStore store =
            new InMemoryEventStore(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    private final AtomicLong nanos = new AtomicLong();
    private Elsewhere elsewhere = new Elsewhere();

    @BeforeEach
    void write() throws IOException {
        TinyPlan.write(folder, "0");
        elsewhere.answers(body -> body.contains("dan") ? "sure , here it is" : "i am sorry");
    }

    @AfterEach
    void close() {
        elsewhere.close();
        store.close();
    }

    @Test
    void itsAnswersAreRecordedWholeAndJudgedAndNeverAskedAgain() {
        elsewhere.first(Elsewhere.status(429), Elsewhere.status(500));
        assertEquals(Status.FINISHED, start("arm"));
        RunView view = RunView.of(store, "arm");
        List<PromptAnswered> answers = view.answers().stream().map(each -> each.fact()).toList();
        assertTrue(answers.size() > 5, answers.size() + "");
        assertEquals(
                answers.stream().map(PromptAnswered::prompt).distinct().count(),
                view.all(RemoteAnswered.class).size(),
                "each prompt is paid for once");
        for (PromptAnswered each : answers) {
            boolean dan = each.prompt().contains("dan");
            assertEquals(dan ? "sure , here it is" : "i am sorry", each.answer());
            assertEquals(dan, !"refusal".equals(each.verdicts().get("refusal-phrases")));
        }
        assertNull(view.base(), "of its weights nothing is known");
        assertEquals(
                "some-model", view.registered() == null ? "" : view.registered().fact().model());
        assertFalse(store.all(0).toString().contains(KEY));
        assertTrue(elsewhere.keys().stream().allMatch(("Bearer " + KEY)::equals));
        int asked = elsewhere.bodies().size();
        assertEquals(2 + view.all(RemoteAnswered.class).size(), asked);
        var replayed = new Replay("arm", around()).run();
        assertEquals(ReplayVerdict.PASS_BIT_EQUAL, replayed.verdict(), replayed.reason());
        assertEquals(Status.FINISHED, start("again"));
        assertEquals(asked, elsewhere.bodies().size(), "a re-run costs nothing");
    }

    @Test
    void aRunThatWasRefusedGoesOn() {
        elsewhere.first(Elsewhere.status(401));
        assertThrows(UserError.class, () -> start("arm"));
        assertEquals(Status.FINISHED, Experiment.resume("arm", "b", around()));
    }

    @Test
    void whatItWillCostIsSaidBefore() {
        var estimate = Estimates.of(plan("")).getFirst();
        start("arm");
        assertTrue(elsewhere.bodies().size() <= estimate.requests(), estimate.line());
    }

    @Test
    void whatNeedsWeightsIsRefusedInOneLine() {
        String begun = "  prefill: [1]\n  affirmative: none\n  locality: 4\n";
        UserError error = assertThrows(UserError.class, () -> plan(begun));
        assertTrue(
                error.line()
                        .endsWith(
                                "leave out evaluation.prefill and evaluation.affirmative and"
                                        + " evaluation.locality"),
                error.line());
    }

    private Status start(String run) {
        return Experiment.start(plan(""), run, "a", around());
    }

    private Plan plan(String more) {
        String yaml =
                """
                name: tiny/elsewhere
                model:
                  endpoint: {url: "%s", model: some-model, key: SOME_KEY, per-minute: 0, parallel: 1}
                evaluation:
                  test: test.json
                  records: 2
                  benign: benign.json
                  judges: [refusal-phrases]
                %s  generation: {max-tokens: 6, template: on, sampling: greedy, batch: 4}
                tolerance: 0
                """
                        .formatted(elsewhere.url(), more);
        return Plan.parse("tiny.yaml", yaml, folder);
    }

    private Surroundings around() {
        return TinyPlan.asking(
                store,
                nanos::getAndIncrement,
                folder.resolve("replies"),
                name -> name.equals("SOME_KEY") ? KEY : "");
    }
}
