package dev.pke.model.architecture;

import dev.pke.fault.ModelError;
import dev.pke.model.checkpoint.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Which blocks see a sliding window: as layer_types says, or else as the family's rule does. */
final class LayerTypes {
    static final String FULL = "full_attention";
    static final String SLIDING = "sliding_attention";

    private LayerTypes() {}

    /** The kind of every block. */
    static List<String> of(Json c, IntPredicate slides) {
        int blocks = c.integer("num_hidden_layers");
        if (!c.has("layer_types")) {
            List<String> kinds = new ArrayList<>();
            for (int l = 0; l < blocks; l++) {
                kinds.add(slides.test(l) ? SLIDING : FULL);
            }
            return kinds;
        }
        List<String> given = c.words("layer_types");
        if (given.size() != blocks) {
            throw new ModelError(
                    "config.json: layer_types names %d blocks, but num_hidden_layers is %d"
                            .formatted(given.size(), blocks));
        }
        for (String kind : given) {
            if (!kind.equals(FULL) && !kind.equals(SLIDING)) {
                throw new ModelError(
                        "config.json: layer_types has %s; supported: %s, %s"
                                .formatted(kind, FULL, SLIDING));
            }
        }
        return given;
    }

    /** How every block attends, all with one rotary encoding. */
    static List<BlockAttention> attention(Json c, int head, int window, IntPredicate slides) {
        List<BlockAttention> attention = new ArrayList<>();
        for (String kind : of(c, slides)) {
            Rope rope = RopeScaling.read(c, head, kind);
            attention.add(BlockAttention.of(rope, window(kind, window)));
        }
        return attention;
    }

    /** The window of a block of that kind, given that of the sliding ones. */
    static int window(String kind, int window) {
        if (!kind.equals(SLIDING)) {
            return 0;
        }
        if (window < 1) {
            throw new ModelError(
                    "config.json: layer_types has sliding_attention, but no sliding_window is in"
                            + " force: give sliding_window (and use_sliding_window where there is"
                            + " one), or say full_attention");
        }
        return window;
    }
}
