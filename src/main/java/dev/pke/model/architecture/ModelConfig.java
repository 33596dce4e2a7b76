package dev.pke.model.architecture;

import dev.pke.fault.ModelError;
import dev.pke.model.checkpoint.Json;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a config.json says about a model, in one vocabulary for all architectures.
 *
 * @param modelType as in config.json, such as "llama"
 * @param json the text of config.json, written back verbatim
 * @param hidden width of the residual stream
 * @param intermediate neurons a block (the width of down_proj's input)
 * @param blocks decoder blocks
 * @param heads query heads
 * @param kvHeads key and value heads
 * @param head width of a head
 * @param vocab rows of the embedding
 * @param maxPositions the longest context, tokens
 * @param norm "rms", "rms1" (weights stored less one) or "layer"
 * @param normEpsilon added under the root
 * @param activation "silu", "gelu", "gelu_tanh" or "relu"
 * @param rope null where positions are learned
 * @param windows per block: 0 sees all, n sees the last n tokens
 * @param scale factor of the attention scores
 * @param scoreCap soft cap of the scores, 0 for none
 * @param logitCap soft cap of the logits, 0 for none
 * @param embedScale factor of the embeddings
 * @param tied whether the embedding is the unembedding too
 * @param bos begins a text, or -1
 * @param eos each ends a text
 * @param pad fills a batch
 */
public record ModelConfig(
        String modelType,
        String json,
        int hidden,
        int intermediate,
        int blocks,
        int heads,
        int kvHeads,
        int head,
        int vocab,
        int maxPositions,
        String norm,
        double normEpsilon,
        String activation,
        @Nullable Rope rope,
        List<Integer> windows,
        double scale,
        double scoreCap,
        double logitCap,
        double embedScale,
        boolean tied,
        int bos,
        List<Integer> eos,
        int pad) {

    public ModelConfig {
        positive("hidden_size", hidden);
        positive("intermediate_size", intermediate);
        positive("num_hidden_layers", blocks);
        positive("num_attention_heads", heads);
        positive("num_key_value_heads", kvHeads);
        positive("head_dim", head);
        positive("vocab_size", vocab);
        if (heads % kvHeads != 0) {
            throw new ModelError(heads + " heads are not a multiple of " + kvHeads + " kv heads");
        }
        if (rope != null && head % 2 != 0) {
            throw new ModelError("head_dim must be even for rotary positions: " + head);
        }
        if (windows.size() != blocks) {
            throw new ModelError(windows.size() + " windows for " + blocks + " blocks");
        }
        windows = List.copyOf(windows);
        eos = List.copyOf(eos);
    }

    /** Reads FOLDER/config.json. */
    public static ModelConfig read(Path folder) {
        return of(Json.read(folder.resolve("config.json")));
    }

    /** Reads the text of a config.json. */
    public static ModelConfig parse(String json) {
        return of(Json.parse("config.json", json));
    }

    private static ModelConfig of(Json config) {
        return Architecture.of(config.text("model_type", "(none)")).config().apply(config);
    }

    /** The number of neurons of the whole model. */
    public int neurons() {
        return Math.multiplyExact(blocks, intermediate);
    }

    /**
     * Whether the reference's eager code masks the future twice, so that its weight is exactly 0
     * even for a padding token, which else sees all keys alike.
     */
    public boolean hidesFutureTwice() {
        return modelType.equals("gpt2");
    }

    /** What the kernels read as {@code self.name}. */
    public Map<String, Object> constants() {
        Map<String, Object> c = new LinkedHashMap<>();
        c.put("hidden", hidden);
        c.put("heads", heads);
        c.put("kv_heads", kvHeads);
        c.put("head", head);
        c.put("norm_kind", norm);
        c.put("norm_eps", normEpsilon);
        c.put("activation", activation);
        c.put("scale", scale);
        c.put("score_cap", scoreCap);
        c.put("logit_cap", logitCap);
        c.put("embed_scale", embedScale);
        return c;
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new ModelError(name + " must be at least 1: " + value);
        }
    }
}
