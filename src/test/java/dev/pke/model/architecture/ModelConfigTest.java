package dev.pke.model.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.model.Faults;
import dev.pke.model.Golden;
import dev.pke.model.checkpoint.Json;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

/** Configs are read as transformers reads them, and what is not supported is said in one line. */
class ModelConfigTest {
    private static String llama(String more) {
        return "{\"model_type\":\"llama\",\"hidden_size\":64,\"intermediate_size\":176,"
                + "\"num_hidden_layers\":2,\"num_attention_heads\":4,\"vocab_size\":9"
                + more
                + "}";
    }

    @Test
    void anUnsupportedModelTypeNamesTheSupportedOnes() {
        String line = Faults.line(() -> ModelConfig.parse("{\"model_type\":\"mamba\"}"));
        assertEquals(
                "model_type mamba is not supported; supported: llama, mistral, qwen2, qwen3,"
                        + " gemma2, gpt2; as a classifier: roberta",
                line);
    }

    @Test
    void anUnsupportedRopeTypeNamesTheSupportedOnes() {
        String scaled = ",\"rope_scaling\":{\"rope_type\":\"yarn\",\"factor\":4.0}";
        String line = Faults.line(() -> ModelConfig.parse(llama(scaled)));
        assertTrue(line.startsWith("rope type yarn is not supported; supported: default"), line);
    }

    @Test
    void aMissingKeyIsNamed() {
        String line = Faults.line(() -> ModelConfig.parse("{\"model_type\":\"llama\"}"));
        assertTrue(line.contains("num_hidden_layers must be a whole number"), line);
    }

    @Test
    void llama3RotationsAreTheReferencesForTheRealModels() {
        JsonNode real =
                Json.read(Golden.folder("llama3-gqa").resolve("expected.json"))
                        .node()
                        .path("rope_llama3_inv_freq_of_real_models");
        int seen = 0;
        for (var entry : real.properties()) {
            boolean large = entry.getKey().startsWith("llama-3.1-8b");
            var rope = new Rope(5e5, "llama3", large ? 8 : 32, 1, 4, 8192);
            double[] frequencies = rope.frequencies(large ? 128 : 64, 1);
            JsonNode want = entry.getValue().path("inv_freq_f64");
            for (int i = 0; i < frequencies.length; i++) {
                assertEquals(want.get(i).asDouble(), frequencies[i], 1e-12);
                seen++;
            }
        }
        assertEquals(96, seen);
    }

    @Test
    void linearAndDynamicRotationsSlowDown() {
        var plain = Rope.of(1e4).frequencies(16, 10);
        var linear = new Rope(1e4, "linear", 4, 1, 1, 0).frequencies(16, 10);
        var dynamic = new Rope(1e4, "dynamic", 2, 1, 1, 64);
        for (int i = 0; i < plain.length; i++) {
            assertEquals(plain[i] / 4, linear[i], 1e-15);
            assertEquals(plain[i], dynamic.frequencies(16, 64)[i], 1e-15);
        }
        // base * (2 * 128 / 64 - 1) ^ (16 / 14), as transformers' dynamic NTK
        double base = 1e4 * Math.pow(3, 16.0 / 14);
        assertEquals(Math.pow(base, -2.0 / 16), dynamic.frequencies(16, 128)[1], 1e-15);
    }
}
