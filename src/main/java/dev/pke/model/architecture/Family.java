package dev.pke.model.architecture;

import dev.pke.fault.ModelError;
import dev.pke.model.checkpoint.Json;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One family of checkpoints: how to read its config, and where its tensors lie. Adding one is one
 * small class, one line in {@link #ALL} and one golden case.
 *
 * @param modelType config.json's model_type
 * @param defaults what transformers takes where config.json lacks a key: every key of the family
 * @param config reads a config that has the defaults
 * @param layout where the tensors lie, by the config with the defaults
 */
record Family(String modelType, Json defaults, Function<Json, ModelConfig> config, Layout layout) {

    /** Where tensors lie. */
    interface Layout {
        Architecture of(Json keys, ModelConfig config);
    }

    private static final List<Family> ALL =
            List.of(
                    Llama.LLAMA,
                    Llama.MISTRAL,
                    Qwen.QWEN2,
                    Qwen.QWEN3,
                    Gemma.GEMMA,
                    Gemma.GEMMA2,
                    Gemma3.GEMMA3,
                    Phi3.PHI3,
                    SmolLm3.SMOLLM3,
                    Olmo2.OLMO2,
                    Granite.GRANITE,
                    Gpt2.GPT2);

    static Family of(
            String modelType, String defaults, Function<Json, ModelConfig> config, Layout layout) {
        return new Family(modelType, Json.parse(modelType, defaults), config, layout);
    }

    static Family of(String modelType) {
        return ALL.stream()
                .filter(a -> a.modelType.equals(modelType))
                .findFirst()
                .orElseThrow(() ->
                        new ModelError(
                                "model_type "
                                        + modelType
                                        + " is not supported; supported: "
                                        + supported()));
    }

    static List<String> names() {
        return ALL.stream().map(Family::modelType).toList();
    }

    static String supported() {
        return ALL.stream().map(Family::modelType).collect(Collectors.joining(", "))
                + "; as a classifier: roberta";
    }

    /** Reads a config.json; a key that could change the mathematics and isn't known is refused. */
    ModelConfig read(Json json) {
        ConfigKeys.check(json, keys());
        return config.apply(json.over(defaults));
    }

    Architecture layout(ModelConfig config) {
        return layout.of(Json.parse("config.json", config.json()).over(defaults), config);
    }

    private Set<String> keys() {
        return defaults.node().properties().stream()
                .map(java.util.Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
