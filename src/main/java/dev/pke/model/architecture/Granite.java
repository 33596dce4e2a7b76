package dev.pke.model.architecture;

import dev.pke.model.checkpoint.Json;

/** Granite 3: Llama with four multipliers. */
final class Granite {
    static final Family GRANITE =
            Family.of(
                    "granite",
                    """
                    {"vocab_size": 32000, "hidden_size": 4096, "intermediate_size": 11008,
                     "num_hidden_layers": 32, "num_attention_heads": 32,
                     "num_key_value_heads": null, "head_dim": null, "hidden_act": "silu",
                     "max_position_embeddings": 2048, "rms_norm_eps": 1e-6,
                     "bos_token_id": 1, "eos_token_id": 2, "pad_token_id": null,
                     "tie_word_embeddings": false, "attention_bias": false, "mlp_bias": false,
                     "embedding_multiplier": 1.0, "logits_scaling": 1.0,
                     "residual_multiplier": 1.0, "attention_multiplier": 1.0}
                    """,
                    c -> Llama.config(c, Llama.same(c, 0), scales(c)),
                    (c, config) ->
                            Parts.llama()
                                    .biases(c, "attention_bias", Parts.ATTENTION)
                                    .biases(c, "mlp_bias", Parts.MLP)
                                    .in(config));

    private Granite() {}

    private static Scales scales(Json c) {
        return new Scales(
                c.number("attention_multiplier"),
                0,
                0,
                1,
                c.number("embedding_multiplier"),
                c.number("residual_multiplier"),
                c.number("logits_scaling"));
    }
}
