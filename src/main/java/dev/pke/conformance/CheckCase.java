package dev.pke.conformance;

import dev.pke.fault.ModelError;
import dev.pke.fault.UserError;
import dev.pke.model.checkpoint.JsonFile;
import dev.pke.model.checkpoint.RawTensor;
import dev.pke.model.checkpoint.Safetensors;
import dev.pke.model.weights.TokenBatch;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A conformance case: a model's folder with inputs.json, expected.json and expected.safetensors
 * beside it; a case of text metrics has neither a model nor tensors.
 *
 * @param folder the case and the model
 * @param config config.json, or nothing
 * @param inputs inputs.json
 * @param expected expected.json
 * @param tensors expected.safetensors, or none
 */
public record CheckCase(
        Path folder,
        JsonNode config,
        JsonNode inputs,
        JsonNode expected,
        Safetensors.Content tensors) {
    private static final Safetensors.Content NO_TENSORS =
            new Safetensors.Content(Collections.emptySortedMap(), Map.of());

    public static CheckCase read(Path folder) {
        if (Files.isRegularFile(folder)) {
            throw new UserError(folder + " is a file, not a case folder");
        }
        if (!Files.exists(folder)) {
            throw new UserError("there is no folder " + folder);
        }
        JsonNode inputs = json(folder, "inputs.json");
        JsonNode expected = json(folder, "expected.json");
        return TextMetricsCheck.knows(inputs)
                ? new CheckCase(folder, MissingNode.getInstance(), inputs, expected, NO_TENSORS)
                : new CheckCase(
                        folder,
                        json(folder, "config.json"),
                        inputs,
                        expected,
                        tensors(file(folder, "expected.safetensors")));
    }

    /** What a file of tensors holds. */
    static Safetensors.Content tensors(Path file) {
        try {
            return Safetensors.read(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new ModelError(file + " can't be read: " + e.getMessage(), e);
        }
    }

    private static JsonNode json(Path folder, String name) {
        return JsonFile.object(file(folder, name)).node();
    }

    private static Path file(Path folder, String name) {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            throw new UserError(folder + " is no conformance case: it lacks " + name);
        }
        return file;
    }

    boolean has(String tensor) {
        return tensors.tensors().containsKey(tensor);
    }

    /** An expected tensor, flat. */
    double[] numbers(String tensor) {
        RawTensor found = tensors.tensors().get(tensor);
        if (found == null) {
            throw new ModelError(folder + "/expected.safetensors lacks " + tensor);
        }
        return found.numbers();
    }

    /** The batch under a node with input_ids and attention_mask; nothing is scored. */
    static TokenBatch batch(JsonNode node) {
        int[][] ids = rows(node.path("input_ids"));
        int[][] labels = new int[ids.length][ids[0].length];
        Arrays.stream(labels).forEach(row -> Arrays.fill(row, TokenBatch.UNSCORED));
        return TokenBatch.of(ids, rows(node.path("attention_mask")), labels);
    }

    /** The rows of such a node without their padding. */
    static List<int[]> unpadded(JsonNode node) {
        int[][] mask = rows(node.path("attention_mask"));
        int[][] ids = rows(node.path("input_ids"));
        List<int[]> rows = new ArrayList<>();
        for (int b = 0; b < ids.length; b++) {
            int[] kept = new int[Arrays.stream(mask[b]).sum()];
            int n = 0;
            for (int t = 0; t < ids[b].length; t++) {
                if (mask[b][t] == 1) {
                    kept[n++] = ids[b][t];
                }
            }
            rows.add(kept);
        }
        return rows;
    }

    static int[][] rows(JsonNode array) {
        int[][] rows = new int[array.size()][];
        Arrays.setAll(rows, i -> ids(array.get(i)));
        return rows;
    }

    public static int[] ids(JsonNode array) {
        int[] ids = new int[array.size()];
        Arrays.setAll(ids, i -> array.get(i).asInt());
        return ids;
    }

    static double[] doubles(JsonNode array) {
        double[] numbers = new double[array.size()];
        Arrays.setAll(numbers, i -> array.get(i).asDouble());
        return numbers;
    }
}
