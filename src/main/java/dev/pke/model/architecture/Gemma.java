package dev.pke.model.architecture;

import dev.pke.fault.ModelError;
import dev.pke.model.checkpoint.Json;

/**
 * Gemma 1, norms whose weights are stored less one, embeddings scaled by their width's root; and
 * Gemma 2, with soft caps, norms before and after each half, a window in every other block.
 */
final class Gemma {
    static final Family GEMMA =
            Family.of(
                    "gemma",
                    """
                    {"vocab_size": 256000, "hidden_size": 3072, "intermediate_size": 24576,
                     "num_hidden_layers": 28, "num_attention_heads": 16,
                     "num_key_value_heads": 16, "head_dim": 256,
                     "hidden_act": "gelu_pytorch_tanh", "hidden_activation": null,
                     "max_position_embeddings": 8192, "rms_norm_eps": 1e-6,
                     "bos_token_id": 2, "eos_token_id": 1, "pad_token_id": 0,
                     "tie_word_embeddings": true, "attention_bias": false,
                     "use_bidirectional_attention": null}
                    """,
                    Gemma::config,
                    (c, config) ->
                            Parts.llama().biases(c, "attention_bias", Parts.ATTENTION).in(config));

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
                    Gemma::capped,
                    (c, config) ->
                            Parts.llama()
                                    .sandwiched()
                                    .biases(c, "attention_bias", Parts.ATTENTION)
                                    .in(config));

    private Gemma() {}

    private static ModelConfig config(Json c) {
        oneWay(c);
        Scales scales = Scales.of(1 / Math.sqrt(Llama.head(c))).embedded(root(c));
        return Llama.config(tanh(c), "rms1", Llama.same(c, 0), scales);
    }

    private static ModelConfig capped(Json c) {
        oneWay(c);
        named(c);
        int window = c.integer("sliding_window", 0);
        Scales scales =
                Scales.of(1 / Math.sqrt(c.number("query_pre_attn_scalar")))
                        .capped(
                                c.number("attn_logit_softcapping", 0),
                                c.number("final_logit_softcapping", 0))
                        .embedded(root(c));
        return Llama.config(
                c, "rms1", LayerTypes.attention(c, Llama.head(c), window, l -> l % 2 == 0), scales);
    }

    /** The releases say "gelu" and mean its tanh; hidden_activation is never asked. */
    private static Json tanh(Json c) {
        String said = c.text("hidden_act", "");
        String meant = said.equals("gelu") ? "gelu_pytorch_tanh" : said;
        return Json.parse(
                        c.where(),
                        "{\"hidden_act\": \"%1$s\", \"hidden_activation\": \"%1$s\"}"
                                .formatted(meant))
                .under(c);
    }

    /** From Gemma 2 on hidden_act says nothing, so hidden_activation must say it. */
    static void named(Json c) {
        if (!c.has("hidden_activation")) {
            throw new ModelError(
                    c.where()
                            + ": hidden_activation is null, and hidden_act is never asked: say what"
                            + " is meant, such as gelu_pytorch_tanh, in a copy of the folder");
        }
    }

    static double root(Json c) {
        return Math.sqrt(c.integer("hidden_size"));
    }

    /** A model that looks both ways answers nothing. */
    static void oneWay(Json c) {
        if (c.isOn("use_bidirectional_attention")) {
            throw new ModelError(
                    c.where()
                            + ": use_bidirectional_attention makes an encoder of this model: only"
                            + " models that look back are supported");
        }
    }
}
