package dev.pke.model.architecture;

import dev.pke.model.architecture.Architecture.Part;
import dev.pke.model.checkpoint.Json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds a layout from the names that Llama gave and most families kept. */
final class Parts {
    private static final String PREFIX = "model.layers.%d.";

    private static final Map<String, String> LLAMA =
            Map.of(
                    "norm1", "input_layernorm",
                    "q", "self_attn.q_proj",
                    "k", "self_attn.k_proj",
                    "v", "self_attn.v_proj",
                    "o", "self_attn.o_proj",
                    "norm2", "post_attention_layernorm",
                    "gate", "mlp.gate_proj",
                    "up", "mlp.up_proj",
                    "down", "mlp.down_proj");

    static final List<String> QKV = List.of("q", "k", "v");
    static final List<String> ATTENTION = List.of("q", "k", "v", "o");
    static final List<String> MLP = List.of("gate", "up", "down");

    private final Map<String, Part> block = new LinkedHashMap<>();

    private Parts() {}

    /** Llama's, without a bias. */
    static Parts llama() {
        var parts = new Parts();
        LLAMA.forEach((part, name) -> parts.put(part, name + ".weight"));
        return parts;
    }

    Parts put(String part, String tensor) {
        block.put(part, Part.of(tensor));
        return this;
    }

    Parts slice(String part, String tensor, Slice slice) {
        block.put(part, Part.slice(tensor, slice));
        return this;
    }

    Parts without(String part) {
        block.remove(part);
        return this;
    }

    /** With the biases of some matrices, where a key of the config asks for them. */
    Parts biases(Json keys, String key, List<String> matrices) {
        return keys.isOn(key) ? biases(matrices) : this;
    }

    Parts biases(List<String> matrices) {
        matrices.forEach(m -> put(m + ".bias", LLAMA.get(m) + ".bias"));
        return this;
    }

    /** With norms of queries and keys. */
    Parts queryNorms() {
        return put("q.norm", "self_attn.q_norm.weight").put("k.norm", "self_attn.k_norm.weight");
    }

    /** With norms before and after each half, named as Gemma 2 does. */
    Parts sandwiched() {
        return put("norm1.post", "post_attention_layernorm.weight")
                .put("norm2", "pre_feedforward_layernorm.weight")
                .put("norm2.post", "post_feedforward_layernorm.weight");
    }

    Architecture in(ModelConfig config) {
        Map<String, Part> ends = new LinkedHashMap<>();
        ends.put("embed", Part.of("model.embed_tokens.weight"));
        ends.put("norm", Part.of("model.norm.weight"));
        if (!config.tied()) {
            ends.put("head", Part.of("lm_head.weight"));
        }
        return new Architecture(ends, block, PREFIX);
    }
}
