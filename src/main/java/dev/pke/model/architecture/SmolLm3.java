package dev.pke.model.architecture;

import dev.pke.fault.ModelError;
import dev.pke.model.checkpoint.Json;

import java.util.ArrayList;
import java.util.List;

/** SmolLM 3: Llama with blocks that know no positions. */
final class SmolLm3 {
    static final Family SMOLLM3 =
            Family.of(
                    "smollm3",
                    """
                    {"vocab_size": 128256, "hidden_size": 2048, "intermediate_size": 11008,
                     "num_hidden_layers": 36, "num_attention_heads": 16,
                     "num_key_value_heads": 4, "head_dim": null, "hidden_act": "silu",
                     "max_position_embeddings": 32768, "rms_norm_eps": 1e-6,
                     "rope_theta": 2000000.0, "bos_token_id": 128000, "eos_token_id": 128001,
                     "pad_token_id": 128004, "tie_word_embeddings": true,
                     "attention_bias": false, "mlp_bias": false, "use_sliding_window": false,
                     "sliding_window": null, "layer_types": null, "no_rope_layers": null,
                     "no_rope_layer_interval": 4, "max_window_layers": null}
                    """,
                    c -> Llama.config(c, attention(c)),
                    (c, config) ->
                            Parts.llama()
                                    .biases(c, "attention_bias", Parts.ATTENTION)
                                    .biases(c, "mlp_bias", Parts.MLP)
                                    .in(config));

    private SmolLm3() {}

    /** Blocks without positions are those that slide, where any do. */
    private static List<BlockAttention> attention(Json c) {
        int window = c.isOn("use_sliding_window") ? c.integer("sliding_window", 0) : 0;
        List<Boolean> turning = turning(c);
        List<String> kinds = LayerTypes.of(c, l -> window > 0 && !turning.get(l));
        List<BlockAttention> attention = new ArrayList<>();
        for (int l = 0; l < kinds.size(); l++) {
            Rope rope = turning.get(l) ? RopeScaling.read(c, Llama.head(c), kinds.get(l)) : null;
            int sees = LayerTypes.window(kinds.get(l), c.integer("sliding_window", 0));
            attention.add(BlockAttention.of(rope, sees));
        }
        return attention;
    }

    /** no_rope_layers holds a 1 for a block that has them. */
    private static List<Boolean> turning(Json c) {
        int blocks = c.integer("num_hidden_layers");
        List<Double> given = c.has("no_rope_layers") ? c.numbers("no_rope_layers") : List.of();
        if (c.has("no_rope_layers") && given.size() < blocks) {
            throw new ModelError(
                    "%s: no_rope_layers names %d blocks, but num_hidden_layers is %d"
                            .formatted(c.where(), given.size(), blocks));
        }
        int interval = c.integer("no_rope_layer_interval");
        List<Boolean> turning = new ArrayList<>();
        for (int l = 0; l < blocks; l++) {
            turning.add(given.isEmpty() ? (l + 1) % interval != 0 : given.get(l) != 0);
        }
        return turning;
    }
}
