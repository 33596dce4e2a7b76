package dev.pke.diff;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.TickingClock;
import dev.pke.event.CanonicalJson;
import dev.pke.event.ExpectedVersion;
import dev.pke.event.InMemoryBlobs;
import dev.pke.event.InMemoryEventStore;
import dev.pke.event.NewEvent;
import dev.pke.model.checkpoint.Digest;
import dev.pke.model.checkpoint.RawTensor;
import dev.pke.model.checkpoint.Safetensors;
import dev.pke.model.torch.DType;
import dev.pke.run.Fact;
import dev.pke.run.RunEvent.CheckpointSaved;
import dev.pke.run.RunEvent.ModelFingerprinted;
import dev.pke.run.RunEvent.NeuronDescribed;
import dev.pke.run.RunEvent.NeuronsChanged;
import dev.pke.run.RunEvent.NeuronsScored;
import dev.pke.run.RunEvent.RegionChosen;
import dev.pke.run.RunEvent.RunFinished;
import dev.pke.run.RunEvent.RunRegistered;
import dev.pke.run.RunEventCodec;
import dev.pke.run.RunView;
import dev.pke.run.ScoreTable;
import dev.pke.run.word.Code;
import dev.pke.run.word.Machine;
import dev.pke.run.word.Spoken;
import dev.pke.run.word.Streams;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Runs with true deltas, small enough to be checked by hand: a model of two blocks of six neurons
 * and width four, whose every value is its place in its tensor.
 */
public final class EditedRecord {
    /** Columns are neurons: (4, 6). */
    public static final String DOWN = "model.layers.%d.mlp.down_proj.weight";

    private static final int NEURONS = 6;
    private static final int WIDTH = 4;

    public final InMemoryEventStore store = new InMemoryEventStore(new TickingClock());
    public final InMemoryBlobs blobs = new InMemoryBlobs();
    private long serial;

    /** What became of the digests of the whole edited model. */
    public enum Digests {
        TRUE,
        FORGED,
        UNSAVED
    }

    /** A run that adds to the columns of these neurons of a block. */
    public EditedRecord run(String run, int block, List<Integer> neurons, float added) {
        return run(run, block, neurons, added, Digests.TRUE);
    }

    /** The same, with the digests it is to record. */
    public EditedRecord run(
            String run, int block, List<Integer> neurons, float added, Digests digests) {
        begin(run, "folder/that/is/not/here");
        String tensor = DOWN.formatted(block);
        String delta = blobs.put(delta(tensor, neurons, added));
        float[][] scores = new float[2][NEURONS];
        neurons.forEach(each -> scores[block][each] = 1 + each);
        String table = blobs.put(ScoreTable.encode(Map.of("score", scores, "path", scores)));
        say(
                run,
                new NeuronsScored(table, List.of("path", "score"), 2, NEURONS, 6, 1, List.of()),
                new RegionChosen(block, neurons, 1),
                new NeuronDescribed(
                        block,
                        neurons.getFirst(),
                        0.5,
                        new Spoken(
                                List.of(new Spoken.Token("sure", 2), new Spoken.Token(",", 1)),
                                List.of()),
                        new Spoken(
                                List.of(new Spoken.Token("sorry", 2), new Spoken.Token(",", 1)),
                                List.of())),
                new NeuronsChanged(
                        tensor, block, neurons, (long) neurons.size() * WIDTH, 1, 1, 1, delta));
        if (digests != Digests.UNSAVED) {
            save(run, tensor, (long) neurons.size() * WIDTH, digests);
        }
        return this;
    }

    /** A run that has fingerprinted its model and no more. */
    public EditedRecord begin(String run, String folder) {
        var machine = new Machine("3".repeat(64), Map.of());
        String commit = "0123456789abcdef0123456789abcdef01234567";
        return say(
                run,
                new RunRegistered(
                        run,
                        Map.of("editor", "pke"),
                        "tiny/" + run,
                        "pke",
                        "tiny",
                        Map.of("seed", "1"),
                        new Code(commit, false),
                        machine),
                new ModelFingerprinted(
                        "tiny",
                        folder,
                        "llama",
                        68,
                        2,
                        NEURONS,
                        WIDTH,
                        "f32",
                        before(),
                        Digest.of(before()),
                        ""));
    }

    private static SortedMap<String, String> before() {
        return new TreeMap<>(
                Map.of(
                        DOWN.formatted(0),
                        "a0".repeat(32),
                        DOWN.formatted(1),
                        "a1".repeat(32),
                        "model.norm.weight",
                        "a2".repeat(32)));
    }

    private void save(String run, String tensor, long elements, Digests digests) {
        SortedMap<String, String> after = before();
        String digest = Digest.of((run + tensor).getBytes(UTF_8));
        after.put(tensor, digest);
        if (digests == Digests.FORGED) {
            after.put("model.norm.weight", "bb".repeat(32)); // moved as well, and not said
        }
        String manifest =
                CanonicalJson.write(
                        Map.of(
                                "tensors",
                                Map.of(
                                        tensor,
                                        Map.of("before", "a0".repeat(32), "after", digest))));
        say(
                run,
                new CheckpointSaved(
                        blobs.put(manifest.getBytes(UTF_8)), Digest.of(after), elements),
                new RunFinished(Map.of("seconds", 1.0)));
    }

    /** The delta's blob: places, old bits and new ones. */
    private static byte[] delta(String tensor, List<Integer> neurons, float added) {
        List<Long> places = new ArrayList<>();
        for (long row = 0; row < WIDTH; row++) {
            for (int neuron : neurons.stream().sorted().toList()) {
                places.add(row * NEURONS + neuron);
            }
        }
        ByteBuffer old = ByteBuffer.allocate(4 * places.size()).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer now = ByteBuffer.allocate(4 * places.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (long place : places) {
            old.putFloat((float) place);
            now.putFloat((float) place + added);
        }
        List<Long> kept = List.of((long) places.size());
        long[] at = places.stream().mapToLong(Long::longValue).toArray();
        return Safetensors.write(
                Map.of(
                        tensor + ".places",
                        RawTensor.of(at),
                        tensor + ".before",
                        new RawTensor(DType.F32, kept, old.array()),
                        tensor + ".after",
                        new RawTensor(DType.F32, kept, now.array())),
                Map.of(tensor, WIDTH + "," + NEURONS));
    }

    private EditedRecord say(String run, Fact... facts) {
        List<NewEvent> events = new ArrayList<>();
        for (Fact fact : facts) {
            events.add(RunEventCodec.encode("edited-" + ++serial, fact));
        }
        store.append(Streams.run(run), ExpectedVersion.any(), events);
        return this;
    }

    public RunView view(String run) {
        return RunView.of(store, run);
    }
}
