package dev.pke.model.architecture;

import dev.pke.model.checkpoint.Json;

/** Qwen 2 and 2.5 (biases on q, k, v) and Qwen 3 (norms on q and k, a head width of its own). */
final class Qwen {
    private static final String SHARED =
            """
            "vocab_size": 151936, "hidden_size": 4096, "intermediate_size": 22016,
            "num_hidden_layers": 32, "num_attention_heads": 32, "num_key_value_heads": 32,
            "hidden_act": "silu", "max_position_embeddings": 32768, "rms_norm_eps": 1e-6,
            "bos_token_id": null, "eos_token_id": null, "pad_token_id": null,
            "tie_word_embeddings": false, "use_sliding_window": false, "sliding_window": 4096,
            "max_window_layers": 28, "layer_types": null
            """;

    static final Family QWEN2 =
            Family.of(
                    "qwen2",
                    "{\"head_dim\": null, " + SHARED + "}",
                    Qwen::config,
                    (c, config) -> Parts.llama().biases(Parts.QKV).in(config));

    static final Family QWEN3 =
            Family.of(
                    "qwen3",
                    "{\"head_dim\": 128, \"attention_bias\": false, " + SHARED + "}",
                    Qwen::config,
                    (c, config) ->
                            Parts.llama()
                                    .queryNorms()
                                    .biases(c, "attention_bias", Parts.ATTENTION)
                                    .in(config));

    private Qwen() {}

    /** The window, where it is used at all, begins at block max_window_layers. */
    private static ModelConfig config(Json c) {
        int window = c.isOn("use_sliding_window") ? c.integer("sliding_window", 0) : 0;
        int first = c.integer("max_window_layers", 0);
        return Llama.config(
                c, LayerTypes.attention(c, Llama.head(c), window, l -> window > 0 && l >= first));
    }
}
