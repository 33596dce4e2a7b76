package dev.pke.model.architecture;

import dev.pke.model.checkpoint.Json;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** Token ids as configs spell them: one number, a list of numbers, or nothing. */
public final class Ids {
    private Ids() {}

    public static List<Integer> read(Json config, String key) {
        List<Integer> ids = new ArrayList<>();
        if (config.has(key)) {
            JsonNode value = config.node().get(key);
            if (value.isArray()) {
                value.forEach(v -> ids.add(v.asInt()));
            } else {
                ids.add(config.integer(key));
            }
        }
        return ids;
    }

    /** The only one, or the first of several; -1 for none. */
    static int first(Json config, String key) {
        List<Integer> ids = read(config, key);
        return ids.isEmpty() ? -1 : ids.getFirst();
    }
}
