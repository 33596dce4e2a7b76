package dev.pke.model.architecture;

import ai.djl.ndarray.types.Shape;

import dev.pke.model.architecture.Architecture.Need;
import dev.pke.model.architecture.Architecture.Part;
import dev.pke.model.architecture.Architecture.Slice;

import java.util.LinkedHashMap;
import java.util.Map;

/** The tensors that a config asks for, by name, in the checkpoint's layout. */
public final class WeightShapes {
    private final ModelConfig config;
    private final Map<String, Shape> shapes = new LinkedHashMap<>();

    private WeightShapes(ModelConfig config) {
        this.config = config;
    }

    public static Map<String, Shape> of(Architecture architecture, ModelConfig config) {
        var shapes = new WeightShapes(config);
        architecture
                .ends()
                .forEach((name, part) -> {
                    if (!name.equals("head") || !config.tied()) {
                        shapes.shapes.put(part.tensor(), shapes.end(name));
                    }
                });
        for (int l = 0; l < config.blocks(); l++) {
            int block = l;
            architecture
                    .block()
                    .forEach((name, part) -> shapes.add(architecture, block, name, part));
        }
        return shapes.shapes;
    }

    private void add(Architecture architecture, int block, String name, Part part) {
        if (part.need() == Need.ALWAYS) {
            shapes.put(architecture.tensor(block, name), stored(part.slice(), part(name)));
        }
    }

    private Shape end(String name) {
        return switch (name) {
            case "embed", "head" -> new Shape(config.vocab(), config.hidden());
            case "positions" -> new Shape(config.maxPositions(), config.hidden());
            default -> new Shape(config.hidden());
        };
    }

    /** As the kernels see it. */
    private Shape part(String name) {
        int query = config.heads() * config.head();
        int key = config.kvHeads() * config.head();
        return switch (name) {
            case "q" -> new Shape(query, config.hidden());
            case "k", "v" -> new Shape(key, config.hidden());
            case "o" -> new Shape(config.hidden(), query);
            case "gate", "up" -> new Shape(config.intermediate(), config.hidden());
            case "down" -> new Shape(config.hidden(), config.intermediate());
            case "q.bias" -> new Shape(query);
            case "k.bias", "v.bias" -> new Shape(key);
            case "gate.bias", "up.bias" -> new Shape(config.intermediate());
            case "q.norm", "k.norm" -> new Shape(config.head());
            default -> new Shape(config.hidden());
        };
    }

    /** As the file has it: a fused tensor is seen in thirds, a turned one transposed. */
    private static Shape stored(Slice slice, Shape seen) {
        return switch (slice) {
            case ALL -> seen;
            case TURNED -> new Shape(seen.get(1), seen.get(0));
            case Q, K, V -> new Shape(3 * seen.get(0));
            case Q_TURNED, K_TURNED, V_TURNED -> new Shape(seen.get(1), 3 * seen.get(0));
        };
    }
}
