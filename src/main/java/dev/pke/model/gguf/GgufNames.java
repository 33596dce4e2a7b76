package dev.pke.model.gguf;

import dev.pke.fault.ModelError;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which tensor of a GGUF file is which of a Hugging Face folder, family by family. Names of blocks
 * are without their {@code blk.N.} and {@code model.layers.N.}.
 */
enum GgufNames {
    LLAMA(Map.of("ffn_norm", "post_attention_layernorm")),
    QWEN2(Map.of("ffn_norm", "post_attention_layernorm")),
    QWEN3(
            Map.of(
                    "ffn_norm", "post_attention_layernorm",
                    "attn_q_norm", "self_attn.q_norm",
                    "attn_k_norm", "self_attn.k_norm")),
    GEMMA2(
            Map.of(
                    "post_attention_norm", "post_attention_layernorm",
                    "ffn_norm", "pre_feedforward_layernorm",
                    "post_ffw_norm", "post_feedforward_layernorm")),
    PHI3(
            Map.of(
                    "ffn_norm", "post_attention_layernorm",
                    "attn_qkv", "self_attn.qkv_proj",
                    "ffn_up", "mlp.gate_up_proj"));

    private static final Map<String, String> SHARED =
            Map.of(
                    "attn_norm", "input_layernorm",
                    "attn_q", "self_attn.q_proj",
                    "attn_k", "self_attn.k_proj",
                    "attn_v", "self_attn.v_proj",
                    "attn_output", "self_attn.o_proj",
                    "ffn_gate", "mlp.gate_proj",
                    "ffn_up", "mlp.up_proj",
                    "ffn_down", "mlp.down_proj");

    private static final Map<String, String> ENDS =
            Map.of(
                    "token_embd.weight", "model.embed_tokens.weight",
                    "output_norm.weight", "model.norm.weight",
                    "output.weight", "lm_head.weight");

    /** Numbers that go into config.json. */
    private static final Set<String> ROPE =
            Set.of("rope_freqs.weight", "rope_factors_long.weight", "rope_factors_short.weight");

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of alone
    private final Map<String, String> own;

    GgufNames(Map<String, String> own) {
        this.own = own;
    }

    /** The family of a file. */
    static GgufNames of(Metadata metadata) {
        String architecture = metadata.text("general.architecture");
        for (GgufNames each : values()) {
            if (each.word().equals(architecture)) {
                return each;
            }
        }
        throw new ModelError(
                "%s is of the architecture %s; those that can be imported: llama, qwen2, qwen3, gemma2, phi3"
                        .formatted(metadata.path(), architecture));
    }

    /** As llama.cpp spells it. */
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Every tensor under the name that the folder gives it; one without a name is refused. */
    Map<String, GgufTensor> rename(GgufFile file) {
        Map<String, GgufTensor> named = new LinkedHashMap<>();
        Set<String> unknown = new TreeSet<>();
        for (GgufTensor tensor : file.tensors().values()) {
            String name = rename(tensor.name());
            if (!name.isEmpty()) {
                named.put(name, tensor);
            } else if (!ROPE.contains(tensor.name())) {
                unknown.add(tensor.name());
            }
        }
        if (!unknown.isEmpty()) {
            throw new ModelError(
                    "%s holds %d tensors that no %s model has, such as %s: it may compute something else"
                            .formatted(
                                    file.path(),
                                    unknown.size(),
                                    word(),
                                    unknown.iterator().next()));
        }
        return named;
    }

    private String rename(String name) {
        if (ENDS.containsKey(name)) {
            return ENDS.get(name);
        }
        String[] parts = name.split("\\.", -1);
        if (parts.length != 4
                || !parts[0].equals("blk")
                || !parts[1].matches("\\d{1,5}")
                || !parts[3].matches("weight|bias")) {
            return "";
        }
        String part = own.getOrDefault(parts[2], SHARED.getOrDefault(parts[2], ""));
        return part.isEmpty() ? "" : "model.layers." + parts[1] + "." + part + "." + parts[3];
    }

    /**
     * Whether llama.cpp has a tensor's rows pair by pair: it turns neighbours where the folder
     * turns the halves of a head.
     */
    boolean isPaired(GgufTensor tensor) {
        return this == LLAMA && tensor.name().matches("blk\\.\\d+\\.attn_[qk]\\.(weight|bias)");
    }

    /** Whether llama.cpp added one to a tensor, which the folder has without. */
    boolean isOneMore(GgufTensor tensor) {
        return this == GEMMA2 && tensor.name().endsWith("norm.weight");
    }
}
