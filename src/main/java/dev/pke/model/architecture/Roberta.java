package dev.pke.model.architecture;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The names of RoBERTa's blocks, an encoder that classifies. */
public final class Roberta {
    private static final String PREFIX = "roberta.encoder.layer.";

    private static final Map<String, String> BLOCK =
            Map.of(
                    "q", "attention.self.query",
                    "k", "attention.self.key",
                    "v", "attention.self.value",
                    "o", "attention.output.dense",
                    "norm1", "attention.output.LayerNorm",
                    "up", "intermediate.dense",
                    "down", "output.dense",
                    "norm2", "output.LayerNorm");

    private Roberta() {}

    /** Every part of a block with what its tensors' names begin with. */
    public static Map<String, String> block(int number) {
        Map<String, String> names = new TreeMap<>();
        BLOCK.forEach((part, name) -> names.put(part, PREFIX + number + "." + name));
        return Collections.unmodifiableMap(names);
    }
}
