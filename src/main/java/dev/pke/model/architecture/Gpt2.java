package dev.pke.model.architecture;

import dev.pke.model.architecture.Architecture.Part;
import dev.pke.model.architecture.Architecture.Slice;
import dev.pke.model.checkpoint.Json;

import java.util.Collections;
import java.util.Map;

/** GPT-2: learned positions, layer norms, and matrices stored as (in, out). */
final class Gpt2 {
    private static final Map<String, Part> ENDS =
            Map.of(
                    "embed", Part.of("transformer.wte.weight"),
                    "positions", Part.of("transformer.wpe.weight"),
                    "norm", Part.of("transformer.ln_f.weight"),
                    "norm.bias", Part.of("transformer.ln_f.bias"),
                    "head", Part.maybe("lm_head.weight"));

    private static final Map<String, Part> BLOCK =
            Map.ofEntries(
                    Map.entry("norm1", Part.of("ln_1.weight")),
                    Map.entry("norm1.bias", Part.of("ln_1.bias")),
                    Map.entry("q", Part.slice("attn.c_attn.weight", Slice.Q_TURNED)),
                    Map.entry("k", Part.slice("attn.c_attn.weight", Slice.K_TURNED)),
                    Map.entry("v", Part.slice("attn.c_attn.weight", Slice.V_TURNED)),
                    Map.entry("q.bias", Part.slice("attn.c_attn.bias", Slice.Q)),
                    Map.entry("k.bias", Part.slice("attn.c_attn.bias", Slice.K)),
                    Map.entry("v.bias", Part.slice("attn.c_attn.bias", Slice.V)),
                    Map.entry("o", Part.slice("attn.c_proj.weight", Slice.TURNED)),
                    Map.entry("o.bias", Part.of("attn.c_proj.bias")),
                    Map.entry("norm2", Part.of("ln_2.weight")),
                    Map.entry("norm2.bias", Part.of("ln_2.bias")),
                    Map.entry("up", Part.slice("mlp.c_fc.weight", Slice.TURNED)),
                    Map.entry("up.bias", Part.of("mlp.c_fc.bias")),
                    Map.entry("down", Part.slice("mlp.c_proj.weight", Slice.TURNED)),
                    Map.entry("down.bias", Part.of("mlp.c_proj.bias")));

    static final Architecture GPT2 =
            new Architecture("gpt2", Gpt2::config, ENDS, BLOCK, "transformer.h.%d.");

    private Gpt2() {}

    private static ModelConfig config(Json c) {
        int hidden = c.integer("n_embd");
        int heads = c.integer("n_head");
        int head = hidden / heads;
        int blocks = c.integer("n_layer");
        return new ModelConfig(
                c.text("model_type"),
                c.node().toString(),
                hidden,
                c.integer("n_inner", 4 * hidden),
                blocks,
                heads,
                heads,
                head,
                c.integer("vocab_size"),
                c.integer("n_positions", 1024),
                "layer",
                c.number("layer_norm_epsilon", 1e-5),
                ActivationFunction.read(c, "activation_function", "gelu_new"),
                null,
                Collections.nCopies(blocks, 0),
                !c.isOff("scale_attn_weights") ? 1 / Math.sqrt(head) : 1,
                0,
                0,
                1,
                !c.isOff("tie_word_embeddings"),
                c.integer("bos_token_id", 50256),
                Ids.read(c, "eos_token_id"),
                c.integer("pad_token_id", -1));
    }
}
