package dev.pke.model.architecture;

import ai.djl.ndarray.types.Shape;

import dev.pke.model.architecture.Architecture.Part;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tensors that a config asks for, by name, in the checkpoint's layout. */
public final class WeightShapes {
    /** How GPT-2 calls what others call by the names used here. */
    private static final Map<String, String> GPT2 =
            Map.of(
                    "hidden_size", "n_embd",
                    "intermediate_size", "n_inner",
                    "max_position_embeddings", "n_positions",
                    "num_attention_heads", "n_head",
                    "num_key_value_heads", "n_head");

    /**
     * One tensor that must be there.
     *
     * @param shape as the file has it
     * @param keys what config.json says of each axis, such as "hidden_size 64"
     */
    public record Wanted(Shape shape, List<String> keys) {
        public Wanted {
            keys = List.copyOf(keys);
        }
    }

    /** One axis of a part: its length, and the keys that say so. */
    private record Axis(int size, String keys) {}

    private final ModelConfig config;
    private final Map<String, Wanted> wanted = new LinkedHashMap<>();

    private WeightShapes(ModelConfig config) {
        this.config = config;
    }

    public static Map<String, Shape> of(Architecture architecture, ModelConfig config) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        wanted(architecture, config).forEach((name, each) -> shapes.put(name, each.shape()));
        return shapes;
    }

    /** Every tensor with the keys that its shape follows from. */
    public static Map<String, Wanted> wanted(Architecture architecture, ModelConfig config) {
        var shapes = new WeightShapes(config);
        architecture.ends().forEach((name, part) -> shapes.add(part.tensor(), name, part.slice()));
        for (int l = 0; l < config.blocks(); l++) {
            for (Map.Entry<String, Part> part : architecture.block().entrySet()) {
                shapes.add(
                        architecture.tensor(l, part.getKey()),
                        part.getKey(),
                        part.getValue().slice());
            }
        }
        return shapes.wanted;
    }

    private void add(String tensor, String part, Slice slice) {
        List<Axis> axes = axes(part);
        Shape seen = new Shape(axes.stream().mapToLong(Axis::size).toArray());
        List<String> keys = new ArrayList<>(axes.stream().map(Axis::keys).toList());
        if (axes.size() == 2 && slice.isTurned()) {
            keys = keys.reversed();
        }
        wanted.put(tensor, new Wanted(slice.stored(seen), keys));
    }

    /** As the kernels see it. */
    private List<Axis> axes(String part) {
        return switch (part) {
            case "embed", "head" -> List.of(axis("vocab_size", config.vocab()), hidden());
            case "positions" ->
                    List.of(axis("max_position_embeddings", config.maxPositions()), hidden());
            case "q" -> List.of(query(), hidden());
            case "k", "v" -> List.of(key(), hidden());
            case "o" -> List.of(hidden(), query());
            case "gate", "up" -> List.of(inner(), hidden());
            case "down" -> List.of(hidden(), inner());
            case "q.bias" -> List.of(query());
            case "k.bias", "v.bias" -> List.of(key());
            case "gate.bias", "up.bias" -> List.of(inner());
            // OLMo 2 norms all heads at once.
            case "q.norm" -> List.of(config.norm().equals("rms_late") ? query() : head());
            case "k.norm" -> List.of(config.norm().equals("rms_late") ? key() : head());
            default -> List.of(hidden());
        };
    }

    private Axis hidden() {
        return axis("hidden_size", config.hidden());
    }

    private Axis inner() {
        return axis("intermediate_size", config.intermediate());
    }

    private Axis head() {
        return axis("head_dim", config.head());
    }

    private Axis query() {
        return heads("num_attention_heads", config.heads());
    }

    private Axis key() {
        return heads("num_key_value_heads", config.kvHeads());
    }

    private Axis heads(String key, int count) {
        return new Axis(
                count * config.head(), name(key) + " " + count + " of width " + config.head());
    }

    private Axis axis(String key, int size) {
        return new Axis(size, name(key) + " " + size);
    }

    private String name(String key) {
        return config.modelType().equals("gpt2") ? GPT2.getOrDefault(key, key) : key;
    }
}
