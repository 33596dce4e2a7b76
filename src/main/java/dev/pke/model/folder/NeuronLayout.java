package dev.pke.model.folder;

import dev.pke.fault.ModelError;
import dev.pke.model.architecture.Architecture;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.architecture.Roberta;
import dev.pke.model.checkpoint.Json;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where neurons lie in a folder's tensors, asked of its architecture: neuron i is what reads row i
 * of up and gate, and writes column i of down, however the file has them.
 */
public final class NeuronLayout {
    private static final Set<String> PARTS = Set.of("gate", "up", "down");

    private final Map<String, Part> parts;

    private NeuronLayout(Map<String, Part> parts) {
        this.parts = Map.copyOf(parts);
    }

    /**
     * A tensor that has neurons.
     *
     * @param axis which of its axes counts them
     * @param count of one block; 0 where the axis says it
     */
    private record Part(int axis, int count) {}

    /**
     * Where one tensor's neurons lie.
     *
     * @param count neurons
     * @param stride elements between one neuron's index and the next
     */
    public record Axis(int count, long stride) {
        /** The neuron of an element, from its place in the tensor. */
        public int neuron(long element) {
            return (int) (element / stride % count);
        }
    }

    /** No tensor has any that are known. */
    public static NeuronLayout unknown() {
        return new NeuronLayout(Map.of());
    }

    /** That of a folder; unknown where its config is missing or of a kind not known here. */
    public static NeuronLayout of(Path folder, Set<String> tensors) {
        Path config = folder.resolve("config.json");
        if (!Files.exists(config)) {
            return unknown();
        }
        try {
            Json json = Json.read(config);
            return json.text("model_type", "").equals("roberta")
                    ? new NeuronLayout(classifier(json))
                    : new NeuronLayout(decoder(ModelConfig.parse(json), tensors));
        } catch (ModelError notKnown) {
            return unknown();
        }
    }

    private static Map<String, Part> decoder(ModelConfig config, Set<String> tensors) {
        Architecture architecture = Architecture.of(config).named(tensors);
        Map<String, Part> parts = new HashMap<>();
        architecture
                .block()
                .forEach((name, part) -> {
                    for (int l = 0; PARTS.contains(name) && l < config.blocks(); l++) {
                        boolean columns = name.equals("down") != part.slice().isTurned();
                        parts.put(
                                architecture.tensor(l, name),
                                new Part(columns ? 1 : 0, part.slice().count()));
                    }
                });
        return parts;
    }

    private static Map<String, Part> classifier(Json config) {
        Map<String, Part> parts = new HashMap<>();
        for (int l = 0; l < config.integer("num_hidden_layers", 12); l++) {
            Map<String, String> names = Roberta.block(l);
            parts.put(names.get("up") + ".weight", new Part(0, 0));
            parts.put(names.get("down") + ".weight", new Part(1, 0));
        }
        return parts;
    }

    /** A tensor's neurons, where it has any. */
    public Optional<Axis> axis(String tensor, List<Long> shape) {
        Part part = parts.get(tensor);
        if (part == null || shape.size() != 2) {
            return Optional.empty();
        }
        int count = Math.toIntExact(shape.get(part.axis()));
        return Optional.of(
                new Axis(
                        part.count() == 0 ? count : part.count(),
                        part.axis() == 1 ? 1 : shape.get(1)));
    }
}
