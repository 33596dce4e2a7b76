package dev.pke.model.architecture;

import dev.pke.fault.ModelError;
import dev.pke.model.checkpoint.Json;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a config.json says about a model, in one vocabulary for all architectures.
 *
 * @param modelType as in config.json, such as "llama"
 * @param json the text of config.json, written back verbatim
 * @param hidden width of the residual stream
 * @param intermediate neurons a block (the width of down_proj's input)
 * @param heads query heads
 * @param kvHeads key and value heads
 * @param head width of a head
 * @param vocab rows of the embedding
 * @param maxPositions the longest context, tokens
 * @param norm "rms", "rms1" (weights stored less one), "rms_late" (rounded after the weights) or
 *     "layer"
 * @param normEpsilon added under the root
 * @param activation "silu", "gelu", "gelu_tanh" or "relu"
 * @param attention per block, how it attends
 * @param scales the family's fixed factors
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
        int heads,
        int kvHeads,
        int head,
        int vocab,
        int maxPositions,
        String norm,
        double normEpsilon,
        String activation,
        List<BlockAttention> attention,
        Scales scales,
        boolean tied,
        int bos,
        List<Integer> eos,
        int pad) {

    public ModelConfig {
        positive("hidden_size", hidden);
        positive("intermediate_size", intermediate);
        positive("num_hidden_layers", attention.size());
        positive("num_attention_heads", heads);
        positive("num_key_value_heads", kvHeads);
        positive("head_dim", head);
        positive("vocab_size", vocab);
        if (heads % kvHeads != 0) {
            throw new ModelError(
                    "num_attention_heads %d is not a multiple of num_key_value_heads %d"
                            .formatted(heads, kvHeads));
        }
        attention = List.copyOf(shared(attention));
        for (BlockAttention block : attention) {
            if (block.rope() != null && block.rope().width() > head) {
                throw new ModelError("rotary positions turn more than head_dim " + head);
            }
        }
        eos = List.copyOf(eos);
    }

    /** The same, equal encodings being one, so that they can be told by identity. */
    private static List<BlockAttention> shared(List<BlockAttention> blocks) {
        Map<Rope, Rope> known = new HashMap<>();
        List<BlockAttention> all = new ArrayList<>();
        for (BlockAttention block : blocks) {
            Rope rope = block.rope();
            Rope one = rope == null ? null : known.computeIfAbsent(rope, r -> r);
            all.add(new BlockAttention(one, block.window(), block.factor()));
        }
        return all;
    }

    /** Reads FOLDER/config.json. */
    public static ModelConfig read(Path folder) {
        return parse(Json.read(folder.resolve("config.json")));
    }

    /** Reads the text of a config.json. */
    public static ModelConfig parse(String json) {
        return parse(Json.parse("config.json", json));
    }

    public static ModelConfig parse(Json config) {
        return Family.of(config.text("model_type", "(none)")).read(config);
    }

    /** Decoder blocks. */
    public int blocks() {
        return attention.size();
    }

    /** The rotary encoding of the first block that has one; null where positions are learned. */
    public @Nullable Rope rope() {
        return attention.stream()
                .map(BlockAttention::rope)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Whether a text may be longer than the context: learned positions end there. */
    public boolean hasEndlessPositions() {
        return rope() != null;
    }

    /** The longest text a prompt and its answer may make: what the model was made for, tokens. */
    public int context() {
        Rope rope = rope();
        return rope == null ? maxPositions : rope.context(maxPositions);
    }

    /** The same with a head of its own. */
    public ModelConfig untied() {
        return new ModelConfig(
                modelType,
                json,
                hidden,
                intermediate,
                heads,
                kvHeads,
                head,
                vocab,
                maxPositions,
                norm,
                normEpsilon,
                activation,
                attention,
                scales,
                false,
                bos,
                eos,
                pad);
    }

    /** The number of neurons of the whole model. */
    public int neurons() {
        return Math.multiplyExact(blocks(), intermediate);
    }

    /**
     * Whether the reference's eager code masks the future twice, so that its weight is exactly 0
     * even for a padding token, which else sees all keys alike.
     */
    public boolean hidesFutureTwice() {
        return modelType.equals("gpt2");
    }

    /**
     * Whether the reference, about to add a token to so many cached ones, turns all keys anew:
     * Phi-3 does where its other set of frequencies begins.
     */
    public boolean turnsAnew(int cached) {
        Rope rope = rope();
        return modelType.equals("phi3")
                && rope != null
                && rope.type().equals("longrope")
                && cached == rope.original();
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
        scales.into(c);
        return c;
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new ModelError(name + " must be at least 1: " + value);
        }
    }
}
