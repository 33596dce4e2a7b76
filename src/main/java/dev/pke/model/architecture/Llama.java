package dev.pke.model.architecture;

import dev.pke.model.checkpoint.Json;

import java.util.Collections;
import java.util.List;

/** Llama 2 and 3, and Mistral, which is Llama with a sliding window and without biases. */
final class Llama {
    static final Family LLAMA =
            Family.of(
                    "llama",
                    """
                    {"vocab_size": 32000, "hidden_size": 4096, "intermediate_size": 11008,
                     "num_hidden_layers": 32, "num_attention_heads": 32,
                     "num_key_value_heads": null, "head_dim": null, "hidden_act": "silu",
                     "max_position_embeddings": 2048, "rms_norm_eps": 1e-6,
                     "bos_token_id": 1, "eos_token_id": 2, "pad_token_id": null,
                     "tie_word_embeddings": false, "attention_bias": false, "mlp_bias": false}
                    """,
                    c -> config(c, same(c, 0)),
                    (c, config) ->
                            Parts.llama()
                                    .biases(c, "attention_bias", Parts.ATTENTION)
                                    .biases(c, "mlp_bias", Parts.MLP)
                                    .in(config));

    static final Family MISTRAL =
            Family.of(
                    "mistral",
                    """
                    {"vocab_size": 32000, "hidden_size": 4096, "intermediate_size": 14336,
                     "num_hidden_layers": 32, "num_attention_heads": 32,
                     "num_key_value_heads": 8, "head_dim": null, "hidden_act": "silu",
                     "max_position_embeddings": 131072, "rms_norm_eps": 1e-6,
                     "bos_token_id": 1, "eos_token_id": 2, "pad_token_id": null,
                     "tie_word_embeddings": false, "sliding_window": 4096}
                    """,
                    c -> config(c, same(c, c.integer("sliding_window", 0))),
                    (c, config) -> Parts.llama().in(config));

    private Llama() {}

    /** Blocks that attend alike. */
    static List<BlockAttention> same(Json c, int window) {
        Rope rope = RopeScaling.read(c, head(c), LayerTypes.FULL);
        return Collections.nCopies(c.integer("num_hidden_layers"), BlockAttention.of(rope, window));
    }

    static int head(Json c) {
        return c.integer("head_dim", c.integer("hidden_size") / c.integer("num_attention_heads"));
    }

    /** The keys that Llama and its descendants share. */
    static ModelConfig config(Json c, List<BlockAttention> attention) {
        return config(c, attention, Scales.of(1 / Math.sqrt(head(c))));
    }

    static ModelConfig config(Json c, List<BlockAttention> attention, Scales scales) {
        return config(c, "rms", attention, scales);
    }

    static ModelConfig config(Json c, String norm, List<BlockAttention> attention, Scales scales) {
        int heads = c.integer("num_attention_heads");
        String activation = c.has("hidden_activation") ? "hidden_activation" : "hidden_act";
        return new ModelConfig(
                c.text("model_type"),
                c.text(),
                c.integer("hidden_size"),
                c.integer("intermediate_size"),
                heads,
                c.integer("num_key_value_heads", heads),
                head(c),
                c.integer("vocab_size"),
                c.integer("max_position_embeddings"),
                norm,
                c.number("rms_norm_eps"),
                ActivationFunction.read(c.text(activation)),
                attention,
                scales,
                c.isOn("tie_word_embeddings"),
                Ids.first(c, "bos_token_id"),
                Ids.read(c, "eos_token_id"),
                Ids.first(c, "pad_token_id"));
    }
}
