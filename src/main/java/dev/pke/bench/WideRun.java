package dev.pke.bench;

import dev.pke.event.Blobs;
import dev.pke.event.EventStore;
import dev.pke.event.ExpectedVersion;
import dev.pke.model.checkpoint.Digest;
import dev.pke.model.checkpoint.RawTensor;
import dev.pke.model.checkpoint.Safetensors;
import dev.pke.model.torch.DType;
import dev.pke.run.RunEvent;
import dev.pke.run.ScoreTable;
import dev.pke.run.word.EditManifest;
import dev.pke.run.word.Phase;
import dev.pke.run.word.Stage;
import dev.pke.run.word.Streams;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * An invented run in the shape of Llama-2-7B: 32 blocks of 11,008 neurons of width 4,096, of which
 * 352 were moved, with every score and every old and new value.
 */
public final class WideRun {
    private static final String MODEL = "invented-7b";
    private static final int BLOCKS = 32;
    private static final int NEURONS = 11_008;
    private static final int WIDTH = 4_096;
    private static final int MOVED = 11;
    private static final int STEPS = 40;
    private static final int ANSWERS = 540;
    private static final List<String> PARTS =
            List.of(
                    "self_attn.q_proj",
                    "self_attn.k_proj",
                    "self_attn.v_proj",
                    "self_attn.o_proj",
                    "mlp.gate_proj",
                    "mlp.up_proj",
                    "mlp.down_proj",
                    "input_layernorm",
                    "post_attention_layernorm");

    private WideRun() {}

    /** Writes the run, 1,441,792 parameters moved in 32 of 291 tensors. */
    public static void record(EventStore store, Blobs blobs, String run) {
        List<RunEvent> events = new ArrayList<>();
        Map<String, Double> seconds = Map.of("seconds", 1.25);
        events.add(BenchEvents.registered(run, MODEL, STEPS));
        SortedMap<String, String> after = before();
        String delta = blobs.put(delta());
        for (Stage stage : Stage.values()) {
            events.add(new RunEvent.StageStarted(stage));
            switch (stage) {
                case FINGERPRINT -> events.add(fingerprint());
                case EVALUATE_BEFORE ->
                        events.addAll(BenchEvents.evaluation(Phase.BEFORE, ANSWERS));
                case LOCATE -> events.addAll(located(blobs));
                case EDIT -> events.addAll(edited(delta, after));
                case EVALUATE_AFTER -> events.addAll(BenchEvents.evaluation(Phase.AFTER, ANSWERS));
                case CHECKPOINT -> events.add(saved(blobs, after, delta));
            }
            events.add(new RunEvent.StageFinished(stage, seconds));
        }
        events.add(new RunEvent.RunFinished(seconds));
        store.append(Streams.run(run), ExpectedVersion.none(), BenchEvents.encoded(run, events));
    }

    private static SortedMap<String, String> before() {
        SortedMap<String, String> digests = new TreeMap<>();
        List<String> names =
                new ArrayList<>(List.of("model.embed_tokens", "model.norm", "lm_head"));
        for (int block = 0; block < BLOCKS; block++) {
            for (String part : PARTS) {
                names.add("model.layers." + block + "." + part);
            }
        }
        names.forEach(name -> digests.put(name + ".weight", digest(name)));
        return digests;
    }

    private static String digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static RunEvent fingerprint() {
        return new RunEvent.ModelFingerprinted(
                MODEL,
                "folder/that/is/not/here",
                "llama",
                6_738_415_616L,
                BLOCKS,
                NEURONS,
                WIDTH,
                "f32",
                before(),
                Digest.of(before()),
                "");
    }

    /** The neurons moved in a block, spread over it. */
    private static List<Integer> moved(int block) {
        return IntStream.range(0, MOVED).mapToObj(i -> 7 + block + i * 997).toList();
    }

    private static List<RunEvent> located(Blobs blobs) {
        List<RunEvent> events = new ArrayList<>();
        float[][] scores = new float[BLOCKS][NEURONS];
        for (int block = 0; block < BLOCKS; block++) {
            for (int i = 0; i < NEURONS; i++) {
                scores[block][i] = 1f / (1 + (i * 31 + block) % NEURONS);
            }
            for (int neuron : moved(block)) {
                scores[block][neuron] = 6;
            }
            events.add(new RunEvent.RegionChosen(block, moved(block), 6));
        }
        String table = blobs.put(ScoreTable.encode(Map.of("score", scores)));
        var scored =
                new RunEvent.NeuronsScored(
                        table, List.of("score"), BLOCKS, NEURONS, 6, 0.4, List.of());
        events.addFirst(scored);
        return events;
    }

    private static List<RunEvent> edited(String delta, SortedMap<String, String> after) {
        List<RunEvent> events = new ArrayList<>();
        IntStream.rangeClosed(1, STEPS).forEach(n -> events.add(BenchEvents.step(n)));
        for (int block = 0; block < BLOCKS; block++) {
            events.add(
                    new RunEvent.NeuronsChanged(
                            tensor(block),
                            block,
                            moved(block),
                            (long) MOVED * WIDTH,
                            1.5,
                            0.25,
                            0.01,
                            delta));
            after.put(tensor(block), digest(tensor(block) + " edited"));
        }
        return events;
    }

    private static String tensor(int block) {
        return "model.layers." + block + ".mlp.down_proj.weight";
    }

    /** The delta's blob: of each tensor places, old bits and new ones. */
    private static byte[] delta() {
        Map<String, RawTensor> tensors = new TreeMap<>();
        Map<String, String> shapes = new TreeMap<>();
        for (int block = 0; block < BLOCKS; block++) {
            put(block, tensors);
            shapes.put(tensor(block), WIDTH + "," + NEURONS);
        }
        return Safetensors.write(tensors, shapes);
    }

    private static void put(int block, Map<String, RawTensor> tensors) {
        int count = MOVED * WIDTH;
        long[] places = new long[count];
        var old = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        var now = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        for (int row = 0; row < WIDTH; row++) {
            for (int neuron : moved(block)) {
                places[at++] = (long) row * NEURONS + neuron;
                float value = (float) Math.sin(row + neuron) / 32;
                old.putFloat(value);
                now.putFloat(value + 1f / (1 << 12));
            }
        }
        List<Long> shape = List.of((long) count);
        tensors.put(tensor(block) + ".places", RawTensor.of(places));
        tensors.put(tensor(block) + ".before", new RawTensor(DType.F32, shape, old.array()));
        tensors.put(tensor(block) + ".after", new RawTensor(DType.F32, shape, now.array()));
    }

    private static RunEvent saved(Blobs blobs, SortedMap<String, String> after, String delta) {
        Map<String, EditManifest.Sides> tensors = new TreeMap<>();
        before().forEach((name, digest) -> {
            String other = after.getOrDefault(name, digest);
            if (!other.equals(digest)) {
                tensors.put(name, new EditManifest.Sides(digest, other));
            }
        });
        var manifest =
                new EditManifest(MODEL, Digest.of(before()), delta, Digest.of(after), tensors);
        return new RunEvent.CheckpointSaved(
                blobs.put(manifest.blob()), manifest.digest(), (long) BLOCKS * MOVED * WIDTH);
    }
}
