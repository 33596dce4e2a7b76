package dev.pke.edit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an editor made of a model before an edit, and may use for many: second moments of a block's
 * keys, a trained network. In plain memory, so that it outlives every scope of the model's.
 *
 * @param tables f32 by name, each [row][column]
 */
public record Prepared(Map<String, float[][]> tables) {
    private static final Prepared NOTHING = new Prepared(Map.of());

    public Prepared {
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    }

    /** For editors that need nothing. */
    public static Prepared nothing() {
        return NOTHING;
    }

    /** The table of that name. */
    public float[][] table(String name) {
        return Optional.ofNullable(tables.get(name))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "nothing was prepared as " + name + ": " + tables.keySet()));
    }
}
