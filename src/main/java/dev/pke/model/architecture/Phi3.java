package dev.pke.model.architecture;

/**
 * Phi-3 and Phi-4 mini: q, k, v in one tensor, gate and up in another, a share of a head turned.
 */
final class Phi3 {
    static final Family PHI3 =
            Family.of(
                    "phi3",
                    """
                    {"vocab_size": 32064, "hidden_size": 3072, "intermediate_size": 8192,
                     "num_hidden_layers": 32, "num_attention_heads": 32,
                     "num_key_value_heads": null, "head_dim": null, "hidden_act": "silu",
                     "max_position_embeddings": 4096, "original_max_position_embeddings": 4096,
                     "rms_norm_eps": 1e-5, "bos_token_id": 1, "eos_token_id": 32000,
                     "pad_token_id": 32000, "tie_word_embeddings": false,
                     "sliding_window": null, "attention_bias": null}
                    """,
                    c -> Llama.config(c, Llama.same(c, c.integer("sliding_window", 0))),
                    (c, config) -> layout(config));

    private Phi3() {}

    private static Architecture layout(ModelConfig config) {
        int query = config.heads() * config.head();
        int key = config.kvHeads() * config.head();
        int whole = query + 2 * key;
        int inner = config.intermediate();
        return Parts.llama()
                .slice("q", "self_attn.qkv_proj.weight", Slice.rows(0, query, whole))
                .slice("k", "self_attn.qkv_proj.weight", Slice.rows(query, key, whole))
                .slice("v", "self_attn.qkv_proj.weight", Slice.rows(query + key, key, whole))
                .slice("gate", "mlp.gate_up_proj.weight", Slice.rows(0, inner, 2 * inner))
                .slice("up", "mlp.gate_up_proj.weight", Slice.rows(inner, inner, 2 * inner))
                .in(config);
    }
}
