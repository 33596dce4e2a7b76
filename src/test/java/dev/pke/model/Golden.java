package dev.pke.model;

import ai.djl.ndarray.NDArray;

import dev.pke.model.architecture.Architecture;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.checkpoint.Checkpoint;
import dev.pke.model.checkpoint.Json;
import dev.pke.model.checkpoint.SafetensorsFile;
import dev.pke.model.torch.Kernels;
import dev.pke.model.torch.Torch;
import dev.pke.model.weights.Placement;
import dev.pke.model.weights.TokenBatch;
import dev.pke.model.weights.WeightMap;
import dev.pke.model.weights.Weights;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A golden case under src/test/resources/golden, closed with its native memory. */
public final class Golden implements AutoCloseable {
    final Path folder;
    final JsonNode inputs;
    final JsonNode expected;
    private final Kernels kernels;
    private final Weights tensors;

    Golden(String name) {
        folder = folder(name);
        inputs = Json.read(folder.resolve("inputs.json")).node();
        expected = Json.read(folder.resolve("expected.json")).node();
        kernels = Kernels.compile(Torch.manager(ai.djl.Device.cpu()), constants());
        var file = SafetensorsFile.open(folder.resolve("expected.safetensors"));
        tensors =
                WeightMap.load(
                        kernels,
                        Architecture.of("llama"),
                        new Checkpoint(folder, List.of(file)),
                        Placement.cpu());
    }

    public static Path folder(String name) {
        return Path.of("src/test/resources/golden", name);
    }

    NDArray tensor(String name) {
        return tensors.tensor(name);
    }

    int[][] rows(String... path) {
        JsonNode node = inputs;
        for (String key : path) {
            node = node.path(key);
        }
        return rows(node);
    }

    static int[][] rows(JsonNode node) {
        int[][] rows = new int[node.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = ids(node.get(i));
        }
        return rows;
    }

    static int[] ids(JsonNode node) {
        int[] ids = new int[node.size()];
        Arrays.setAll(ids, i -> node.get(i).asInt());
        return ids;
    }

    TokenBatch batch() {
        int[][] ids = rows("input_ids");
        int[][] labels = new int[ids.length][ids[0].length];
        Arrays.stream(labels).forEach(l -> Arrays.fill(l, TokenBatch.UNSCORED));
        return TokenBatch.of(ids, rows("attention_mask"), labels);
    }

    /** The largest absolute difference. */
    double difference(NDArray seen, String name) {
        return seen.sub(tensor(name)).abs().max().getFloat();
    }

    private static Map<String, Object> constants() {
        return ModelConfig.read(folder("llama-mha")).constants();
    }

    @Override
    public void close() {
        var manager = kernels.manager();
        kernels.close();
        manager.close();
    }
}
