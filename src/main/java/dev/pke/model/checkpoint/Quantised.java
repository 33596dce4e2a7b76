package dev.pke.model.checkpoint;

import dev.pke.fault.ModelError;

import tools.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Refuses folders whose weights were quantised: multiplied as they stand they make nonsense. */
public final class Quantised {
    /** What tools write into config.json. */
    private static final List<String> KEYS =
            List.of("quantization_config", "quantization", "compression_config", "quant_config");

    /** What tools write beside it. */
    private static final List<String> FILES =
            List.of("quantize_config.json", "quant_config.json", "hf_quant_config.json");

    private Quantised() {}

    /** Refuses by config.json, or by a file beside it. */
    public static void check(Path folder, Json config) {
        for (String key : KEYS) {
            Json scheme = config.object(key);
            if (scheme != null && !scheme.node().isEmpty()) {
                throw error(folder.resolve("config.json"), key + " " + scheme(scheme.node()));
            }
        }
        for (String file : FILES) {
            if (Files.exists(folder.resolve(file))) {
                throw error(folder, "it has " + file);
            }
        }
    }

    private static String scheme(JsonNode scheme) {
        for (String key : List.of("quant_method", "quant_algo", "format", "mode")) {
            if (scheme.path(key).isString()) {
                String bits = scheme.path("load_in_8bit").asBoolean(false) ? ", 8 bits" : "";
                return scheme.path(key).asString()
                        + (scheme.path("load_in_4bit").asBoolean(false) ? ", 4 bits" : bits);
            }
        }
        return scheme.path("bits").isNumber() ? scheme.path("bits") + " bits" : "(unnamed)";
    }

    /** The refusal. */
    public static ModelError error(Path where, String what) {
        return new ModelError(
                where
                        + ": the weights are quantised ("
                        + what
                        + "); only floating-point weights are supported: take the original F32,"
                        + " F16 or BF16 folder, or dequantise it with the tool that made it");
    }
}
