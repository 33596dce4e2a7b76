package dev.pke.model.architecture;

import dev.pke.model.architecture.Architecture.Part;
import dev.pke.model.checkpoint.Json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gemma 2: soft caps, norms before and after each half, a window in every other block. */
final class Gemma2 {
    static final Architecture GEMMA2 =
            new Architecture("gemma2", Gemma2::config, Llama.ENDS, block(), Llama.PREFIX);

    private Gemma2() {}

    private static Map<String, Part> block() {
        Map<String, Part> parts = new HashMap<>(Llama.BLOCK);
        parts.put("norm1.post", Part.of("post_attention_layernorm.weight"));
        parts.put("norm2", Part.of("pre_feedforward_layernorm.weight"));
        parts.put("norm2.post", Part.of("post_feedforward_layernorm.weight"));
        return Map.copyOf(parts);
    }

    private static ModelConfig config(Json c) {
        int window = c.integer("sliding_window", 4096);
        int hidden = c.integer("hidden_size");
        int positions = c.integer("max_position_embeddings", 8192);
        List<Integer> windows = new ArrayList<>();
        for (int i = 0; i < c.integer("num_hidden_layers"); i++) {
            windows.add(i % 2 == 0 ? window : 0);
        }
        return new ModelConfig(
                c.text("model_type"),
                c.node().toString(),
                hidden,
                c.integer("intermediate_size"),
                c.integer("num_hidden_layers"),
                c.integer("num_attention_heads"),
                c.integer("num_key_value_heads"),
                c.integer("head_dim", 256),
                c.integer("vocab_size"),
                positions,
                "rms1",
                c.number("rms_norm_eps", 1e-6),
                ActivationFunction.read(c, "hidden_activation", "gelu_pytorch_tanh"),
                Rope.read(c, positions),
                windows,
                1 / Math.sqrt(c.number("query_pre_attn_scalar", 256)),
                c.number("attn_logit_softcapping", 0),
                c.number("final_logit_softcapping", 0),
                Math.sqrt(hidden),
                !c.isOff("tie_word_embeddings"),
                c.integer("bos_token_id", -1),
                Ids.read(c, "eos_token_id"),
                c.integer("pad_token_id", 0));
    }
}
