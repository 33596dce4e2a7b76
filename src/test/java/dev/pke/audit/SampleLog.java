package dev.pke.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.event.Blobs;
import dev.pke.event.EventStore;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.NewEvent;
import dev.pke.run.Fact;
import dev.pke.run.ReviewEvent.Noted;
import dev.pke.run.RunEvent.NeuronsChanged;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEvent.StageFinished;
import dev.pke.run.RunEvent.StageStarted;
import dev.pke.run.RunEvent.StepTaken;
import dev.pke.run.RunEventCodec;
import dev.pke.run.word.Code;
import dev.pke.run.word.Machine;
import dev.pke.run.word.Stage;
import dev.pke.run.word.Streams;

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
        String other = blobs.put("{\"base\":\"none\"}".getBytes(UTF_8));
        List<String> runs = List.of("one", "two");
        runs.forEach(run -> add(store, Streams.run(run), registered(run)));
        steps(store, "two", 1, steps);
        steps(store, "one", 2, steps);
        add(store, Streams.run("one"), changed("model.layers.5.mlp", delta));
        add(store, Streams.run("one"), changed("model.layers.6.mlp", other));
        add(store, Streams.review("one"), new Noted("one", "Zoë \"Z\"", "tab\there \u20ac 😀"));
        add(store, Streams.run("one"), new StageFinished(Stage.EDIT, Map.of("seconds", 2.5)));
        return store.head();
    }

    /** How every sample run begins. */
    static RunRegistered registered(String run) {
        return new RunRegistered(
                run,
                Map.of(),
                "sample",
                "pke",
                "none",
                Map.of(),
                new Code("0000000", false),
                new Machine("0".repeat(64), Map.of()));
    }

    private static NeuronsChanged changed(String tensor, String delta) {
        return new NeuronsChanged(tensor, 5, List.of(3), 128, 0.5, 0.25, 1e-3, delta);
    }

    /** The edit: its start, then every other step, in one append: each waits for the disk. */
    private static void steps(EventStore store, String run, int first, int last) {
        List<NewEvent> events = new ArrayList<>();
        events.add(
                RunEventCodec.encode(run + "-edit-" + store.head(), new StageStarted(Stage.EDIT)));
        for (int i = first + 2; i <= last; i += 2) {
            Map<String, Double> losses = Map.of("kl", 1e-7 / i, "nan", Double.NaN);
            StepTaken step = new StepTaken((i - first) / 2, losses, 0.1 * i, Map.of("s", 1.5));
            events.add(RunEventCodec.encode(run + "-" + store.head() + "-" + i, step));
        }
        store.append(Streams.run(run), ExpectedVersion.any(), events);
    }

    /** Appends one fact to a stream. */
    public static void add(EventStore store, String stream, Fact fact) {
        addAll(store, stream, List.of(fact));
    }

    /** Appends facts to a stream at once. */
    static void addAll(EventStore store, String stream, List<? extends Fact> facts) {
        List<NewEvent> events = new ArrayList<>();
        long head = store.head();
        for (Fact fact : facts) {
            String id = stream.replace('/', '-') + "-" + (head + events.size());
            events.add(RunEventCodec.encode(id, fact));
        }
        store.append(stream, ExpectedVersion.any(), events);
    }
}
