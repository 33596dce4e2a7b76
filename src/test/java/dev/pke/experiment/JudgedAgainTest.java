package dev.pke.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Numerical;
import dev.pke.event.InMemoryEventStore;
import dev.pke.fault.UserError;
import dev.pke.judge.remote.Elsewhere;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunView;
import dev.pke.run.tally.Recount;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Answers on a record before other judges, held against runs that had these from the first. */
class JudgedAgainTest {
    private static final String TRIED =
            """
            robustness:
              sampling: 2
              seed: 1
              rounding: [bf16]
              bare: on
              prefixes: [be kind]
              shots: [1]
              relearn: {harmful: [1], benign: [1], rate: 0.01, steps: 2}
            """;

    @TempDir Path folder = Path.of("");
    private final InMemoryEventStore store =
            new InMemoryEventStore(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    private final AtomicLong nanos = new AtomicLong();
    private final Elsewhere elsewhere = new Elsewhere();

    @BeforeEach
    void write() throws IOException {
        TinyPlan.write(folder, "0");
        Path plan = folder.resolve("tiny.yaml");
        Files.writeString(
                plan,
                Files.readString(plan).replace("pool.json, records: 3", "pool.json, records: 2")
                        + TRIED);
    }

    @AfterEach
    void close() {
        elsewhere.close();
        store.close();
    }

    @Numerical
    @Test
    void theyAreTheEventsOfARunThatHadTheseJudgesFromTheFirst() throws IOException {
        elsewhere.answers(body -> body.contains("a") ? "other" : "unsafe");
        Map<String, Object> http =
                Map.of("name", "http", "url", elsewhere.url(), "model", "m", "key", "none");
        assertEquals(Status.FINISHED, start("first"));
        assertEquals(Status.FINISHED, judge("again", "specimen-oracle-2", http));
        int asked = elsewhere.bodies().size();
        judges("specimen-oracle-2, {name: http, url: \"%s\", model: m, key: none}");
        assertEquals(Status.FINISHED, start("afresh"));
        assertEquals(asked, elsewhere.bodies().size(), "the same is asked of judges elsewhere");

        List<RunEvent> again = events("again");
        List<RunEvent> afresh = events("afresh");
        assertEquals(afresh.size(), again.size());
        var comparison = new ReplayComparison(0);
        for (int i = 1; i < again.size(); i++) {
            assertEquals(
                    Optional.empty(), comparison.compare(i, afresh.get(i), again.get(i)), "" + i);
        }
        assertEquals(measured("first"), measured("again"), "times are those of the answers");
        Recount recount = new Recount();
        List<String> faults = new ArrayList<>();
        again.forEach(each -> faults.addAll(recount.next(each)));
        assertEquals(List.of(), faults);
    }

    @Numerical
    @Test
    void aReplayMakesTheAnswersItselfAndFindsTheSame() throws IOException {
        start("first");
        judge("again", "refusal-phrases-2");
        judge("once-more", "specimen-oracle-2");
        var replayed = new Replay("once-more", around()).run();
        assertEquals(ReplayVerdict.PASS_BIT_EQUAL, replayed.verdict(), replayed.reason());
        var of = registered("again").plan();
        assertEquals("first", of.get("answers-of"));
        new JudgedAgain("again", List.of("specimen-oracle-2"), store).as("third", "a", around());
        assertEquals("first", registered("third").plan().get("answers-of"), "whose they are");
    }

    @Test
    void whatCannotBeJudgedIsRefusedInALineAndNothingIsRecorded() throws IOException {
        start("first");
        long before = store.head();
        assertEquals(
                "run first was judged by these: name another judge",
                refused("specimen-oracle", "refusal-phrases"));
        assertTrue(refused("oracle").contains("evaluation.judges"), refused("oracle"));
        assertEquals(
                "no run none on the record; pke runs lists them",
                line(() -> new JudgedAgain("none", List.of("specimen-oracle-2"), store)));
        Path test = folder.resolve("test.json");
        Files.writeString(test, Files.readString(test).replace("first", "last"));
        assertEquals(
                "data %s/test are not what run first was asked from"
                        .formatted(folder.getFileName()),
                line(() -> judge("again", "specimen-oracle-2")));
        assertEquals(before, store.head());
    }

    @Test
    void aJudgingThatWasCutOffIsDoneAnewAndNotGoneOnWith() throws IOException {
        start("first");
        elsewhere.answers(body -> "unsafe");
        elsewhere.first(Elsewhere.status(401));
        Map<String, Object> http =
                Map.of("name", "http", "url", elsewhere.url(), "model", "m", "key", "none");
        assertThrows(UserError.class, () -> judge("again", http));
        assertEquals(
                "run again can't go on: it only judges answers of run first; pke judge does it"
                        + " anew",
                line(() -> Experiment.resume("again", "b", around())));
        assertEquals(Status.FINISHED, judge("anew", http));
    }

    @Test
    void aRunThatHasNotFinishedIsNotJudged() throws IOException {
        judges("{name: http, url: \"%s\", model: m, key: none}");
        elsewhere.first(Elsewhere.status(401));
        assertThrows(UserError.class, () -> start("first"));
        assertEquals(
                "run first has not finished: pke resume goes on with it",
                refused("specimen-oracle-2"));
        assertNotEquals("", line(() -> judge("again", Map.of("url", "x"))));
    }

    private String refused(Object... judges) {
        return line(() -> judge("again", judges));
    }

    private static String line(Runnable work) {
        return String.valueOf(assertThrows(UserError.class, work::run).getMessage());
    }

    private Status judge(String run, Object... judges) {
        return new JudgedAgain("first", List.of(judges), store).as(run, "a", around());
    }

    private void judges(String judges) throws IOException {
        Path plan = folder.resolve("tiny.yaml");
        Files.writeString(
                plan,
                Files.readString(plan)
                        .replaceFirst(
                                "judges: .*",
                                "judges: [" + judges.formatted(elsewhere.url()) + "]"));
    }

    private Status start(String run) throws IOException {
        return Experiment.start(TinyPlan.plan(folder), run, "a", around());
    }

    private List<RunEvent> events(String run) {
        return new RunLog(store, run, "test", event -> {}).past();
    }

    private List<Map<String, Double>> measured(String run) {
        return RunView.of(store, run).all(EvaluationFinished.class).stream()
                .map(each -> each.fact().measured())
                .distinct()
                .toList();
    }

    private RunRegistered registered(String run) {
        return Experiment.registration(run, events(run));
    }

    private Surroundings around() {
        return TinyPlan.asking(
                store, nanos::getAndIncrement, folder.resolve("replies"), name -> "");
    }
}
