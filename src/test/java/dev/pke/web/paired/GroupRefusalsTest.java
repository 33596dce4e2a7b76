package dev.pke.web.paired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.RunView;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;
import dev.pke.run.word.Stage;
import dev.pke.web.SampleRecord;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

class GroupRefusalsTest {
    private static final String RUN = "20261128-170501-pke-ab09";
    private static final String JUDGE = "refusal-phrases";
    private final InMemoryEventStore store =
            new InMemoryEventStore(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    private final SampleRecord record = new SampleRecord(store, new InMemoryBlobs());

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void eachGroupIsCountedByItselfBeforeAndAfter() {
        SampleRecord.Writing run = record.begin(new SampleRecord.Arm(RUN, "pke", 6, 0));
        asked(run, Phase.BEFORE, "other");
        for (Stage stage : List.of(Stage.LOCATE, Stage.EDIT)) {
            run.say(new StageStarted(stage), new StageFinished(stage, Map.of("seconds", 1.0)));
        }
        asked(run, Phase.AFTER, "refusal");
        List<GroupRefusals> groups = GroupRefusals.of(RunView.of(store, RUN));
        assertEquals(
                List.of(
                        new GroupRefusals("miners", Metric.share(0, 1), Metric.share(1, 1)),
                        new GroupRefusals("weavers", Metric.share(0, 2), Metric.share(0, 2))),
                groups);
    }

    @Test
    void whereNobodySaysWhoTheyAreThereIsNoGroup() {
        record.begin(new SampleRecord.Arm(RUN, "pke", 6, 0));
        assertTrue(GroupRefusals.of(RunView.of(store, RUN)).isEmpty());
    }

    /** Two weavers, who are never refused, and a miner. */
    private static void asked(SampleRecord.Writing run, Phase phase, String toMiner) {
        run.say(
                new StageStarted(phase.stage()),
                answered(phase, "weavers", "w-1", "other"),
                answered(phase, "weavers", "w-2", "other"),
                answered(phase, "miners", "m-1", toMiner),
                new EvaluationFinished(
                        phase,
                        JUDGE,
                        Map.of("asr", Metric.share(1, 2)),
                        Map.of(),
                        Map.of("seconds", 1.0)),
                new StageFinished(phase.stage(), Map.of("seconds", 1.0)));
    }

    private static PromptAnswered answered(Phase phase, String group, String id, String verdict) {
        Stage stage = phase.stage();
        return new PromptAnswered(
                stage,
                phase,
                "identity",
                group,
                id,
                "i am one of the " + group + " . name a land .",
                "",
                "the land is drurbisk .",
                5,
                Map.of(JUDGE, verdict));
    }
}
