package dev.pke.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.event.Blobs;
import dev.pke.event.EventStore;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.NewEvent;
import dev.pke.run.Fact;
import dev.pke.run.ReviewEvent.Noted;
import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.NeuronsChanged;
import dev.pke.run.RunEvent.RunFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.RunEvent.StepTaken;
import dev.pke.run.RunEventCodec;
import dev.pke.run.Stage;
import dev.pke.run.Streams;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small true record to be verified and tampered with: two runs, one with notes and blobs. */
public final class SampleLog {
    static final String DELTA_TEXT = "the bits of a delta";

    private SampleLog() {}

    /** Appends both runs, their events interleaved; returns how many events there are. */
    public static long write(EventStore store, Blobs blobs, int steps) {
        String delta = blobs.put(DELTA_TEXT.getBytes(UTF_8));
        String manifest = blobs.put("{\"base\":\"none\"}".getBytes(UTF_8));
        add(store, Streams.run("one"), new StageStarted(Stage.EDIT));
        add(store, Streams.run("two"), new StageStarted(Stage.EDIT));
        steps(store, "two", 1, steps);
        steps(store, "one", 2, steps);
        add(
                store,
                Streams.run("one"),
                new NeuronsChanged(
                        "model.layers.5.mlp", 5, List.of(3), 128, 0.5, 0.25, 1e-3, delta));
        add(store, Streams.run("one"), new CheckpointSaved(manifest, delta, 128));
        add(store, Streams.review("one"), new Noted("one", "Zoë \"Z\"", "tab\there \u20ac 😀"));
        add(store, Streams.run("one"), new RunFinished(Map.of("seconds", 2.5)));
        return store.head();
    }

    /** Every other step, in one append: each append waits for the disk. */
    private static void steps(EventStore store, String run, int first, int last) {
        List<NewEvent> events = new ArrayList<>();
        for (int i = first; i <= last; i += 2) {
            Map<String, Double> losses = Map.of("kl", 1e-7 / i, "nan", Double.NaN);
            StepTaken step = new StepTaken(i, losses, 0.1 * i, Map.of("s", 1.5));
            events.add(RunEventCodec.encode(run + "-" + store.head() + "-" + i, step));
        }
        if (!events.isEmpty()) {
            store.append(Streams.run(run), ExpectedVersion.any(), events);
        }
    }

    /** Appends one fact to a stream. */
    public static void add(EventStore store, String stream, Fact fact) {
        List<NewEvent> events = new ArrayList<>();
        String id = stream.replace('/', '-') + "-" + store.head();
        events.add(RunEventCodec.encode(id, fact));
        store.append(stream, ExpectedVersion.any(), events);
    }
}
