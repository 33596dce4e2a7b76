package dev.pke.model.gguf;

import dev.pke.fault.ModelError;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.Set;

/** The config.json that a GGUF file's metadata means. */
final class GgufConfig {
    private static final Map<GgufNames, String> CLASSES =
            Map.of(
                    GgufNames.LLAMA, "LlamaForCausalLM",
                    GgufNames.QWEN2, "Qwen2ForCausalLM",
                    GgufNames.QWEN3, "Qwen3ForCausalLM",
                    GgufNames.GEMMA2, "Gemma2ForCausalLM",
                    GgufNames.PHI3, "Phi3ForCausalLM");

    /** Keys that are read here, or change nothing. Another may change what is computed. */
    private static final Set<String> KNOWN =
            Set.of(
                    "context_length",
                    "embedding_length",
                    "block_count",
                    "feed_forward_length",
                    "vocab_size",
                    "tensor_data_layout",
                    "attention.head_count",
                    "attention.head_count_kv",
                    "attention.layer_norm_rms_epsilon",
                    "attention.layer_norm_epsilon",
                    "attention.key_length",
                    "attention.value_length",
                    "attention.sliding_window",
                    "attn_logit_softcapping",
                    "final_logit_softcapping",
                    "rope.dimension_count",
                    "rope.freq_base",
                    "rope.scaling.type",
                    "rope.scaling.factor",
                    "rope.scaling.original_context_length",
                    "rope.scaling.attn_factor",
                    "rope.scaling.finetuned");

    /** Blocks of Gemma 2 with 27 billion weights, whose scores are scaled in a way of their own. */
    private static final int GEMMA2_27B = 46;

    private final GgufFile file;
    private final GgufNames family;
    private final Metadata said;
    private final ObjectNode config = JsonMapper.shared().createObjectNode();

    private GgufConfig(GgufFile file, GgufNames family) {
        this.file = file;
        this.family = family;
        this.said = file.metadata();
    }

    static ObjectNode of(GgufFile file, GgufNames family) {
        return new GgufConfig(file, family).read();
    }

    private String key(String name) {
        return family.word() + "." + name;
    }

    private ObjectNode read() {
        check();
        int heads = said.integer(key("attention.head_count"));
        int hidden = said.integer(key("embedding_length"));
        config.putArray("architectures").add(CLASSES.get(family));
        config.put("model_type", family.word());
        config.put("hidden_size", hidden);
        config.put("intermediate_size", said.integer(key("feed_forward_length")));
        config.put("num_hidden_layers", said.integer(key("block_count")));
        config.put("num_attention_heads", heads);
        config.put("num_key_value_heads", said.integer(key("attention.head_count_kv"), heads));
        config.put("vocab_size", file.tensor("token_embd.weight").shape().getFirst());
        config.put("max_position_embeddings", said.integer(key("context_length")));
        config.put("rms_norm_eps", said.number(key("attention.layer_norm_rms_epsilon")));
        config.put("rope_theta", said.number(key("rope.freq_base"), 10000));
        config.put("tie_word_embeddings", !file.tensors().containsKey("output.weight"));
        if (heads == 0) {
            throw new ModelError(file.path() + ": " + key("attention.head_count") + " is 0");
        }
        int head = head(hidden / heads);
        new GgufRope(file, family, config).read(head);
        own(hidden, heads, head);
        config.put("use_cache", true);
        return config;
    }

    private void check() {
        String type = said.has("general.type") ? said.text("general.type") : "model";
        if (!type.equals("model")) {
            throw new ModelError(file.path() + " is a GGUF file of type " + type + ", not a model");
        }
        if (said.integer("split.count", 1) > 1) {
            throw new ModelError(
                    "%s is one of %d parts: put them together first (llama-gguf-split --merge)"
                            .formatted(file.path(), said.integer("split.count")));
        }
        for (String key : said.keys()) {
            String prefix = family.word() + ".";
            String name = key.startsWith(prefix) ? key.substring(prefix.length()) : "";
            boolean none = name.matches("expert_(used_|shared_)?count") && said.integer(key) == 0;
            if (!name.isEmpty() && !none && !KNOWN.contains(name)) {
                throw new ModelError(
                        file.path() + ": " + key + " is not known here and may change the model");
            }
        }
    }

    /**
     * The width of a head: said, or what is turned of it (all of it, but for Phi-3), or a share.
     */
    private int head(int share) {
        int turned =
                family == GgufNames.LLAMA
                        ? said.integer(key("rope.dimension_count"), share)
                        : share;
        int head = said.integer(key("attention.key_length"), turned);
        if (said.integer(key("attention.value_length"), head) != head) {
            throw new ModelError(
                    file.path() + ": " + key("attention.value_length") + " is not the key's");
        }
        config.put("head_dim", head);
        return head;
    }

    /** What only this family says. */
    private void own(int hidden, int heads, int head) {
        int window = said.integer(key("attention.sliding_window"), 0);
        switch (family) {
            case LLAMA -> {
                config.put("hidden_act", "silu");
                config.put("attention_bias", has("attn_q.bias"));
                config.put("mlp_bias", has("ffn_up.bias"));
                if (window > 0) {
                    // only Mistral is a llama with a window
                    config.put("model_type", "mistral").put("sliding_window", window);
                    config.putArray("architectures").add("MistralForCausalLM");
                    config.remove("attention_bias");
                    config.remove("mlp_bias");
                }
            }
            case QWEN2 -> {
                config.put("hidden_act", "silu").put("use_sliding_window", false);
                noWindow(window);
            }
            case QWEN3 -> {
                config.put("hidden_act", "silu").put("use_sliding_window", false);
                config.put("attention_bias", has("attn_q.bias"));
                noWindow(window);
            }
            case GEMMA2 -> {
                config.put("hidden_activation", "gelu_pytorch_tanh");
                config.put(
                        "query_pre_attn_scalar",
                        said.integer(key("block_count")) == GEMMA2_27B ? hidden / heads : head);
                config.put(
                        "attn_logit_softcapping", said.number(key("attn_logit_softcapping"), 50));
                config.put(
                        "final_logit_softcapping", said.number(key("final_logit_softcapping"), 30));
                config.put("sliding_window", window == 0 ? 4096 : window);
            }
            case PHI3 -> {
                config.put("hidden_act", "silu");
                config.remove("head_dim"); // its config has none: hidden over heads
                if (head * heads != hidden) {
                    throw new ModelError(file.path() + ": heads of " + head + " are not hidden's");
                }
                if (window > 0) {
                    config.put("sliding_window", window);
                }
            }
        }
    }

    private void noWindow(int window) {
        if (window > 0) {
            throw new ModelError(
                    "%s: %s is %d, and nothing says from which block on it counts"
                            .formatted(file.path(), key("attention.sliding_window"), window));
        }
    }

    private boolean has(String part) {
        return file.tensors().containsKey("blk.0." + part);
    }
}
