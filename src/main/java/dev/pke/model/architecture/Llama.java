package dev.pke.model.architecture;

import dev.pke.model.architecture.Architecture.Part;
import dev.pke.model.checkpoint.Json;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Llama 2 and 3, and Mistral, which is Llama with a sliding window. */
final class Llama {
    static final Map<String, Part> ENDS =
            Map.of(
                    "embed", Part.of("model.embed_tokens.weight"),
                    "norm", Part.of("model.norm.weight"),
                    "head", Part.maybe("lm_head.weight"));

    static final Map<String, Part> BLOCK =
            Map.ofEntries(
                    Map.entry("norm1", Part.of("input_layernorm.weight")),
                    Map.entry("q", Part.of("self_attn.q_proj.weight")),
                    Map.entry("q.bias", Part.maybe("self_attn.q_proj.bias")),
                    Map.entry("k", Part.of("self_attn.k_proj.weight")),
                    Map.entry("k.bias", Part.maybe("self_attn.k_proj.bias")),
                    Map.entry("v", Part.of("self_attn.v_proj.weight")),
                    Map.entry("v.bias", Part.maybe("self_attn.v_proj.bias")),
                    Map.entry("o", Part.of("self_attn.o_proj.weight")),
                    Map.entry("o.bias", Part.maybe("self_attn.o_proj.bias")),
                    Map.entry("norm2", Part.of("post_attention_layernorm.weight")),
                    Map.entry("gate", Part.of("mlp.gate_proj.weight")),
                    Map.entry("gate.bias", Part.maybe("mlp.gate_proj.bias")),
                    Map.entry("up", Part.of("mlp.up_proj.weight")),
                    Map.entry("up.bias", Part.maybe("mlp.up_proj.bias")),
                    Map.entry("down", Part.of("mlp.down_proj.weight")),
                    Map.entry("down.bias", Part.maybe("mlp.down_proj.bias")));

    static final String PREFIX = "model.layers.%d.";

    static final Architecture LLAMA =
            new Architecture("llama", c -> config(c, 0), ENDS, BLOCK, PREFIX);

    static final Architecture MISTRAL =
            new Architecture(
                    "mistral", c -> config(c, c.integer("sliding_window", 0)), ENDS, BLOCK, PREFIX);

    private Llama() {}

    private static ModelConfig config(Json c, int window) {
        return config(c, Collections.nCopies(c.integer("num_hidden_layers"), window));
    }

    /** The keys that Llama and its descendants share. */
    static ModelConfig config(Json c, List<Integer> windows) {
        int hidden = c.integer("hidden_size");
        int heads = c.integer("num_attention_heads");
        int head = c.integer("head_dim", hidden / heads);
        int positions = c.integer("max_position_embeddings", 2048);
        return new ModelConfig(
                c.text("model_type"),
                c.node().toString(),
                hidden,
                c.integer("intermediate_size"),
                c.integer("num_hidden_layers"),
                heads,
                c.integer("num_key_value_heads", heads),
                head,
                c.integer("vocab_size"),
                positions,
                "rms",
                c.number("rms_norm_eps", 1e-6),
                ActivationFunction.read(c, "hidden_act", "silu"),
                Rope.read(c, positions),
                windows,
                1 / Math.sqrt(head),
                0,
                0,
                1,
                c.isOn("tie_word_embeddings"),
                c.integer("bos_token_id", -1),
                Ids.read(c, "eos_token_id"),
                c.integer("pad_token_id", -1));
    }
}
