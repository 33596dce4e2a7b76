package dev.pke.model.architecture;

/** OLMo 2: norms after each half instead of before, and of all queries and all keys at once. */
final class Olmo2 {
    static final Family OLMO2 =
            Family.of(
                    "olmo2",
                    """
                    {"vocab_size": 50304, "hidden_size": 4096, "intermediate_size": 11008,
                     "num_hidden_layers": 32, "num_attention_heads": 32,
                     "num_key_value_heads": null, "head_dim": null, "hidden_act": "silu",
                     "max_position_embeddings": 2048, "rms_norm_eps": 1e-5,
                     "bos_token_id": null, "eos_token_id": 50279, "pad_token_id": 1,
                     "tie_word_embeddings": false, "attention_bias": false}
                    """,
                    c ->
                            Llama.config(
                                    c,
                                    "rms_late",
                                    Llama.same(c, 0),
                                    Scales.of(1 / Math.sqrt(Llama.head(c)))),
                    (c, config) ->
                            Parts.llama()
                                    .without("norm1")
                                    .without("norm2")
                                    .put("norm1.post", "post_attention_layernorm.weight")
                                    .put("norm2.post", "post_feedforward_layernorm.weight")
                                    .queryNorms()
                                    .biases(c, "attention_bias", Parts.ATTENTION)
                                    .in(config));

    private Olmo2() {}
}
