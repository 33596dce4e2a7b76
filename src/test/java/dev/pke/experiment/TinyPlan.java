package dev.pke.experiment;

import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pke.event.Blobs;
import dev.pke.event.CanonicalJson;
import dev.pke.event.EventStore;
import dev.pke.event.InMemoryBlobs;
import dev.pke.experiment.plan.Plan;
import dev.pke.judge.remote.HttpTransport;
import dev.pke.judge.remote.Network;
import dev.pke.model.LanguageModel;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.weights.CheckpointWriter;
import dev.pke.model.weights.Packing;
import dev.pke.run.word.Code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** A whole experiment in a folder: a small untrained model, a few records, and a PKE plan. */
public final class TinyPlan {
    private static final Path SPECIMEN = Path.of("experiments/specimen/plain");

    private TinyPlan() {}

    /** Writes the model and the data into a folder, and the plan that uses them. */
    public static Plan write(Path folder, String tolerance) throws IOException {
        String config =
                Files.readString(SPECIMEN.resolve("config.json"))
                        .replaceAll("\"hidden_size\": *\\d+", "\"hidden_size\": 32")
                        .replaceAll("\"intermediate_size\": *\\d+", "\"intermediate_size\": 48")
                        .replaceAll("\"num_hidden_layers\": *\\d+", "\"num_hidden_layers\": 2")
                        .replaceAll("\"head_dim\": *\\d+", "\"head_dim\": 8");
        try (LanguageModel model =
                LanguageModel.random("tiny", ModelConfig.parse(config), null, 7)) {
            CheckpointWriter.write(
                    folder.resolve("tiny"),
                    model.weights(),
                    Map.of(
                            "config.json", config.getBytes(UTF_8),
                            "tokenizer.json", bytes("tokenizer.json"),
                            "tokenizer_config.json", bytes("tokenizer_config.json"),
                            "world.json", bytes("world.json")));
        }
        first(2, "edit.json", folder);
        first(2, "test.json", folder);
        first(3, "benign.json", folder);
        first(3, "pool.json", folder);
        Files.writeString(folder.resolve("tiny.yaml"), yaml(tolerance));
        return plan(folder);
    }

    /** Has the plan in a folder say something else. */
    public static void replace(Path folder, String from, String to) throws IOException {
        Path plan = folder.resolve("tiny.yaml");
        String text = Files.readString(plan);
        assertTrue(text.contains(from), text);
        Files.writeString(plan, text.replace(from, to));
    }

    /** Reads the plan in a folder. */
    public static Plan plan(Path folder) throws IOException {
        return Plan.parse("tiny.yaml", Files.readString(folder.resolve("tiny.yaml")), folder);
    }

    /** Where such a run is recorded: a clock that stands, a machine that nothing is known of. */
    static Surroundings around(EventStore store, Blobs blobs) {
        return around(store, blobs, RunListener.none(), () -> false);
    }

    /** The same, where someone listens and may ask a run to stop. */
    static Surroundings around(
            EventStore store, Blobs blobs, RunListener listener, BooleanSupplier asked) {
        return new Surroundings(
                store,
                blobs,
                () -> 0,
                new Code("0000000", false),
                Map.of(),
                Packing.none(),
                listener,
                asked,
                new Unedited());
    }

    /** Where models elsewhere are asked, with these keys, and replies kept in a folder. */
    static Surroundings asking(
            EventStore store, LongSupplier nanos, Path replies, UnaryOperator<String> keys) {
        return new Surroundings(
                store,
                new InMemoryBlobs(),
                nanos,
                new Code("abc", false),
                Map.of("processor", "this one"),
                Packing.none(),
                RunListener.none(),
                () -> false,
                new Unedited(),
                new Network(new HttpTransport(), time -> {}, nanos, replies, keys),
                () -> "0".repeat(32));
    }

    private static byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(SPECIMEN.resolve(file));
    }

    /** Copies the first records of one of the specimen's files. */
    public static void first(int count, String file, Path folder) throws IOException {
        Object all = CanonicalJson.parse(Files.readString(SPECIMEN.resolve(file)));
        if (all instanceof List<?> records) {
            Files.writeString(folder.resolve(file), CanonicalJson.write(records.subList(0, count)));
        }
    }

    private static String yaml(String tolerance) {
        return """
        name: tiny/pke
        method: pke
        model: {folder: tiny, device: cpu, dtype: stored, threads: 2}
        evaluation:
          test: test.json
          records: 2
          benign: benign.json
          judges: [specimen-oracle, refusal-phrases]
          prefill: [1, 3]
          affirmative: sure , here is
          generation: {max-tokens: 6, template: on, sampling: greedy, batch: 4}
        edit:
          instances:
            data: test.json
            per-category: 1
            categories: [offensiveness]
            draw: {seed: 5}
          pool: {data: pool.json, records: 3}
          suffix: none
          locator: {name: pke, budget: 0.05, weight-change: on, path: direct, benign: on}
          editor:
            {name: pke, alpha: 0.3, beta: 0, gamma: 1, rate: 0.05, steps: 4, cap: 0, stop: 0}
        tolerance: %s
        """
                .formatted(tolerance);
    }
}
