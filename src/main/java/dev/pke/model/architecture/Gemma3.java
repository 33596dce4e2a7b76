package dev.pke.model.architecture;

import dev.pke.fault.ModelError;
import dev.pke.model.checkpoint.Json;

import java.util.ArrayList;
import java.util.List;

/** Gemma 3, its text model: Gemma 2 with norms of q and k, and other rotations where it slides. */
final class Gemma3 {
    static final Family GEMMA3 =
            Family.of(
                    "gemma3_text",
                    """
                    {"vocab_size": 262208, "hidden_size": 2304, "intermediate_size": 9216,
                     "num_hidden_layers": 26, "num_attention_heads": 8,
                     "num_key_value_heads": 4, "head_dim": 256, "hidden_act": null,
                     "hidden_activation": "gelu_pytorch_tanh",
                     "max_position_embeddings": 131072, "rms_norm_eps": 1e-6,
                     "bos_token_id": 2, "eos_token_id": 1, "pad_token_id": 0,
                     "tie_word_embeddings": true, "attention_bias": false,
                     "query_pre_attn_scalar": 256, "sliding_window": 4096, "layer_types": null,
                     "sliding_window_pattern": 6, "_sliding_window_pattern": 6,
                     "final_logit_softcapping": null, "attn_logit_softcapping": null,
                     "rope_local_base_freq": null, "use_bidirectional_attention": null}
                    """,
                    Gemma3::config,
                    (c, config) ->
                            Parts.llama()
                                    .sandwiched()
                                    .queryNorms()
                                    .biases(c, "attention_bias", Parts.ATTENTION)
                                    .in(config));

    private Gemma3() {}

    private static ModelConfig config(Json c) {
        Gemma.oneWay(c);
        Gemma.named(c);
        if (c.has("attn_logit_softcapping")) {
            throw new ModelError(
                    c.where() + ": attn_logit_softcapping has no effect in gemma3: take it out");
        }
        Scales scales =
                Scales.of(1 / Math.sqrt(c.number("query_pre_attn_scalar")))
                        .capped(0, c.number("final_logit_softcapping", 0))
                        .embedded(Gemma.root(c));
        return Llama.config(c, "rms1", attention(c), scales);
    }

    /** Every sixth block sees all and turns slowly; the others see a window and turn as ever. */
    private static List<BlockAttention> attention(Json c) {
        int pattern = c.integer("sliding_window_pattern", 6);
        int head = Llama.head(c);
        Rope far = rope(c, LayerTypes.FULL, "rope_theta", 1e6);
        Rope near = rope(c, LayerTypes.SLIDING, "rope_local_base_freq", 1e4);
        List<BlockAttention> attention = new ArrayList<>();
        for (String kind : LayerTypes.of(c, l -> (l + 1) % pattern != 0)) {
            int window = LayerTypes.window(kind, c.integer("sliding_window", 0));
            attention.add(BlockAttention.of(kind.equals(LayerTypes.FULL) ? far : near, window));
        }
        if (head < 2) {
            throw new ModelError(c.where() + ": head_dim must be at least 2: " + head);
        }
        return attention;
    }

    /** What scales rotations scales those of blocks that see all. */
    private static Rope rope(Json c, String kind, String thetaKey, double theta) {
        Json nested = c.object("rope_parameters");
        Json own = nested == null ? null : nested.object(kind);
        Json scaling = kind.equals(LayerTypes.FULL) ? c.object("rope_scaling") : null;
        Json parameters = own == null ? scaling : scaling == null ? own : scaling.over(own);
        Json outside = Json.parse(c.where(), "{\"rope_theta\": " + c.number(thetaKey, theta) + "}");
        return RopeScaling.of(outside.under(c), parameters, Llama.head(c));
    }
}
