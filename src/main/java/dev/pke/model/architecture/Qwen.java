package dev.pke.model.architecture;

import dev.pke.model.architecture.Architecture.Part;
import dev.pke.model.checkpoint.Json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Qwen 2 and 2.5 (biases on q, k, v) and Qwen 3 (norms on q and k, a head width of its own). */
final class Qwen {
    static final Architecture QWEN2 =
            new Architecture("qwen2", Qwen::config, Llama.ENDS, withBiases(), Llama.PREFIX);

    static final Architecture QWEN3 =
            new Architecture("qwen3", Qwen::config, Llama.ENDS, withNorms(), Llama.PREFIX);

    private Qwen() {}

    private static Map<String, Part> withBiases() {
        Map<String, Part> parts = new HashMap<>(Llama.BLOCK);
        parts.put("q.bias", Part.of("self_attn.q_proj.bias"));
        parts.put("k.bias", Part.of("self_attn.k_proj.bias"));
        parts.put("v.bias", Part.of("self_attn.v_proj.bias"));
        return Map.copyOf(parts);
    }

    private static Map<String, Part> withNorms() {
        Map<String, Part> parts = new HashMap<>(Llama.BLOCK);
        parts.put("q.norm", Part.of("self_attn.q_norm.weight"));
        parts.put("k.norm", Part.of("self_attn.k_norm.weight"));
        return Map.copyOf(parts);
    }

    /** The window, where it is used at all, begins at block max_window_layers. */
    private static ModelConfig config(Json c) {
        int window = c.isOn("use_sliding_window") ? c.integer("sliding_window", 0) : 0;
        int first = c.integer("max_window_layers", 0);
        List<Integer> windows = new ArrayList<>();
        for (int i = 0; i < c.integer("num_hidden_layers"); i++) {
            windows.add(i >= first ? window : 0);
        }
        return Llama.config(c, windows);
    }
}
