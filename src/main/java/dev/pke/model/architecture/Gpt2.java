package dev.pke.model.architecture;

import dev.pke.fault.ModelError;
import dev.pke.model.architecture.Architecture.Part;
import dev.pke.model.checkpoint.Json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** GPT-2: learned positions, layer norms, and matrices stored as (in, out). */
final class Gpt2 {
    static final Family GPT2 =
            Family.of(
                    "gpt2",
                    """
                    {"vocab_size": 50257, "n_positions": 1024, "n_embd": 768, "n_layer": 12,
                     "n_head": 12, "n_inner": null, "activation_function": "gelu_new",
                     "layer_norm_epsilon": 1e-5, "bos_token_id": 50256, "eos_token_id": 50256,
                     "pad_token_id": null, "tie_word_embeddings": true,
                     "scale_attn_weights": true, "scale_attn_by_inverse_layer_idx": false,
                     "add_cross_attention": false, "hidden_size": null,
                     "num_hidden_layers": null, "num_attention_heads": null,
                     "max_position_embeddings": null}
                    """,
                    Gpt2::config,
                    (c, config) -> layout(config));

    private Gpt2() {}

    private static ModelConfig config(Json c) {
        if (c.isOn("add_cross_attention")) {
            throw new ModelError(c.where() + ": add_cross_attention is not supported");
        }
        int hidden = c.integer("hidden_size", c.integer("n_embd"));
        int heads = c.integer("num_attention_heads", c.integer("n_head"));
        int head = hidden / heads;
        int positions = c.integer("max_position_embeddings", c.integer("n_positions"));
        return new ModelConfig(
                c.text("model_type"),
                c.text(),
                hidden,
                c.integer("n_inner", 4 * hidden),
                heads,
                heads,
                head,
                c.integer("vocab_size"),
                positions,
                "layer",
                c.number("layer_norm_epsilon"),
                ActivationFunction.read(c.text("activation_function")),
                attention(c),
                Scales.of(!c.isOff("scale_attn_weights") ? 1 / Math.sqrt(head) : 1),
                c.isOn("tie_word_embeddings"),
                Ids.first(c, "bos_token_id"),
                Ids.read(c, "eos_token_id"),
                Ids.first(c, "pad_token_id"));
    }

    /** Scores may be divided by the block's number. */
    private static List<BlockAttention> attention(Json c) {
        List<BlockAttention> attention = new ArrayList<>();
        int blocks = c.integer("num_hidden_layers", c.integer("n_layer"));
        boolean divided = c.isOn("scale_attn_by_inverse_layer_idx");
        for (int l = 0; l < blocks; l++) {
            attention.add(new BlockAttention(null, 0, divided ? 1.0 / (l + 1) : 1));
        }
        return attention;
    }

    private static Architecture layout(ModelConfig config) {
        Map<String, Part> ends = new HashMap<>();
        ends.put("embed", Part.of("transformer.wte.weight"));
        ends.put("positions", Part.of("transformer.wpe.weight"));
        ends.put("norm", Part.of("transformer.ln_f.weight"));
        ends.put("norm.bias", Part.of("transformer.ln_f.bias"));
        if (!config.tied()) {
            ends.put("head", Part.of("lm_head.weight"));
        }
        Map<String, Part> block = new HashMap<>();
        layer(block, "norm1", "ln_1", Slice.ALL);
        layer(block, "norm2", "ln_2", Slice.ALL);
        layer(block, "o", "attn.c_proj", Slice.TURNED);
        layer(block, "up", "mlp.c_fc", Slice.TURNED);
        layer(block, "down", "mlp.c_proj", Slice.TURNED);
        int width = config.heads() * config.head();
        for (int i = 0; i < 3; i++) {
            String part = Parts.QKV.get(i);
            layer(block, part, "attn.c_attn", Slice.rows(i * width, width, 3 * width).turned());
        }
        return new Architecture(ends, block, "transformer.h.%d.");
    }

    /** A weight as given, and its bias, which is never turned. */
    private static void layer(Map<String, Part> block, String part, String name, Slice slice) {
        block.put(part, Part.slice(name + ".weight", slice));
        block.put(
                part + ".bias",
                Part.slice(name + ".bias", Slice.rows(slice.from(), slice.count(), slice.whole())));
    }
}
