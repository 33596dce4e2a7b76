package dev.pke.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pke.TickingClock;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.RunEventCodec;
import dev.pke.run.RunView;
import dev.pke.run.word.Stage;
import dev.pke.run.word.Streams;
import dev.pke.web.SampleRecord;
import dev.pke.web.seen.ViewedRun;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How long each stage of a run took. */
class StageLineTest {
    private static final String RUN = "20261120-170504-pke-ab04";

    private final InMemoryEventStore store = new InMemoryEventStore(new TickingClock());

    @Test
    void aStageTookWhatWasMeasuredHoweverItsEventsArrived() {
        new SampleRecord(store, new InMemoryBlobs()).begin(new SampleRecord.Arm(RUN, "pke", 3, 0));
        say("a", new StageStarted(Stage.EDIT));
        say("b", new StageFinished(Stage.EDIT, Map.of("seconds", 23_640.0)));
        say("c", new StageStarted(Stage.CHECKPOINT));
        say("d", new StageFinished(Stage.CHECKPOINT, Map.of()));
        assertEquals("6 h 34 min", took("edit"));
        assertEquals(
                "1.0 s", took("checkpoint"), "what the clock says, where nothing was measured");
    }

    private void say(String id, RunEvent event) {
        store.append(
                Streams.run(RUN),
                ExpectedVersion.any(),
                List.of(RunEventCodec.encode(RUN + "." + id, event)));
    }

    private String took(String stage) {
        ViewedRun viewed = ViewedRun.ours(RunView.of(store, RUN));
        return StageLine.of(Objects.requireNonNull(viewed.listed()), viewed.view().told()).stream()
                .filter(each -> each.name().equals(stage))
                .findFirst()
                .orElseThrow()
                .took()
                .replace('\u00a0', ' ');
    }
}
