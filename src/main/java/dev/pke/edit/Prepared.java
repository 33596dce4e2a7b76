package dev.pke.edit;

import dev.pke.fault.ModelError;
import dev.pke.model.LanguageModel;
import dev.pke.model.inside.Keys;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an editor made of a model before an edit, and may use for many: second moments of a block's
 * keys, a trained network. In plain memory, so that it outlives every scope of the model's.
 *
 * @param tables f32 by name, each [row][column]
 * @param life how long it is good for
 */
public record Prepared(Map<String, float[][]> tables, Life life) {
    private static final Prepared NOTHING = new Prepared(Map.of());

    /** How long something prepared is good for. */
    public enum Life {
        /** For one edit: made again at each. */
        ONE_EDIT,
        /** For every edit of this model: it was learned, and belongs on the record. */
        EVERY_EDIT
    }

    public Prepared(Map<String, float[][]> tables) {
        this(tables, Life.ONE_EDIT);
    }

    public Prepared {
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    }

    /** For editors that need nothing. */
    public static Prepared nothing() {
        return NOTHING;
    }

    /** Second moments of the keys of each region's neurons over ordinary work. */
    static Prepared moments(LanguageModel model, EditRequest request) {
        var work = request.tokens(model).constraints();
        if (work.isEmpty()) {
            throw new ModelError(
                    "second moments of ordinary work are asked for, and the edit has none: name a"
                            + " pool, or take instances with constraints");
        }
        Map<String, float[][]> tables = new LinkedHashMap<>();
        for (var region : request.regions()) {
            tables.put(moments(region.block()), new Keys(model, region).moments(work));
        }
        return new Prepared(tables);
    }

    /** The name of a block's moments. */
    static String moments(int block) {
        return "moments-" + block;
    }

    /** The table of that name. */
    public float[][] table(String name) {
        return Optional.ofNullable(tables.get(name))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "nothing was prepared as " + name + ": " + tables.keySet()));
    }
}
