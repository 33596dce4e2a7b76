package dev.pke.model.architecture;

import dev.pke.model.checkpoint.Json;

/** Gemma 2: soft caps, norms before and after each half, a window in every other block. */
final class Gemma2 {
    static final Family GEMMA2 =
            Family.of(
                    "gemma2",
                    """
                    {"vocab_size": 256000, "hidden_size": 2304, "intermediate_size": 9216,
                     "num_hidden_layers": 26, "num_attention_heads": 8,
                     "num_key_value_heads": 4, "head_dim": 256, "hidden_act": null,
                     "hidden_activation": "gelu_pytorch_tanh",
                     "max_position_embeddings": 8192, "rms_norm_eps": 1e-6,
                     "bos_token_id": 2, "eos_token_id": 1, "pad_token_id": 0,
                     "tie_word_embeddings": true, "attention_bias": false,
                     "query_pre_attn_scalar": 256, "sliding_window": 4096, "layer_types": null,
                     "final_logit_softcapping": 30.0, "attn_logit_softcapping": 50.0,
                     "use_bidirectional_attention": null}
                    """,
                    Gemma2::config,
                    (c, config) ->
                            Parts.llama()
                                    .sandwiched()
                                    .biases(c, "attention_bias", Parts.ATTENTION)
                                    .in(config));

    private Gemma2() {}

    private static ModelConfig config(Json c) {
        Gemma.oneWay(c);
        int window = c.integer("sliding_window", 0);
        Scales scales =
                Scales.of(1 / Math.sqrt(c.number("query_pre_attn_scalar")))
                        .capped(
                                c.number("attn_logit_softcapping", 0),
                                c.number("final_logit_softcapping", 0))
                        .embedded(Gemma.root(c));
        return Llama.config(
                c, "rms1", LayerTypes.attention(c, Llama.head(c), window, l -> l % 2 == 0), scales);
    }
}
