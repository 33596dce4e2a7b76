package dev.pke.model.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.model.Faults;
import dev.pke.model.Golden;
import dev.pke.model.checkpoint.JsonFile;

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

    private static Rope rope(String more, int head) {
        Rope rope = ModelConfig.parse(llama(",\"head_dim\":" + head + "," + more)).rope();
        return java.util.Objects.requireNonNull(rope);
    }

    @Test
    void anUnsupportedModelTypeNamesTheSupportedOnes() {
        String line = Faults.line(() -> ModelConfig.parse("{\"model_type\":\"mamba\"}"));
        assertEquals("model_type mamba is not supported; supported: " + Family.supported(), line);
        assertTrue(line.contains(": llama, mistral, ") && line.endsWith("roberta"), line);
    }

    @Test
    void anUnsupportedRopeTypeNamesTheSupportedOnes() {
        String scaled = ",\"rope_scaling\":{\"rope_type\":\"spiral\",\"factor\":4.0}";
        String line = Faults.line(() -> ModelConfig.parse(llama(scaled)));
        assertTrue(line.startsWith("rope type spiral is not supported; supported: default"), line);
    }

    @Test
    void aKeyThatIsMissingHasTheDefaultOfTransformers() {
        ModelConfig config = ModelConfig.parse("{\"model_type\":\"llama\"}");
        assertEquals(32, config.blocks());
        assertEquals(11008, config.intermediate());
        String line =
                Faults.line(
                        () -> ModelConfig.parse("{\"model_type\":\"llama\",\"hidden_size\":null}"));
        assertTrue(line.contains("hidden_size must be a whole number"), line);
    }

    @Test
    void llama3RotationsAreTheReferencesForTheRealModels() {
        JsonNode real =
                JsonFile.object(Golden.folder("llama3-gqa").resolve("expected.json"))
                        .node()
                        .path("rope_llama3_inv_freq_of_real_models");
        int seen = 0;
        for (var entry : real.properties()) {
            boolean large = entry.getKey().startsWith("llama-3.1-8b");
            Rope rope =
                    rope(
                            """
                            "rope_theta":5e5,"rope_scaling":{"rope_type":"llama3","factor":%d,
                            "low_freq_factor":1,"high_freq_factor":4,
                            "original_max_position_embeddings":8192}
                            """
                                    .formatted(large ? 8 : 32),
                            large ? 128 : 64);
            double[] frequencies = rope.frequencies(1);
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
        double[] plain = rope("\"rope_scaling\":null", 16).frequencies(10);
        double[] linear =
                rope("\"rope_scaling\":{\"type\":\"linear\",\"factor\":4}", 16).frequencies(10);
        Rope dynamic =
                rope(
                        "\"max_position_embeddings\":64,\"rope_scaling\":"
                                + "{\"type\":\"dynamic\",\"factor\":2}",
                        16);
        for (int i = 0; i < plain.length; i++) {
            assertEquals(plain[i] / 4, linear[i], 1e-15);
            assertEquals(plain[i], dynamic.frequencies(64)[i], 1e-15);
        }
        // base * (2 * 128 / 64 - 1) ^ (16 / 14), as transformers' dynamic NTK
        double base = 1e4 * Math.pow(3, 16.0 / 14);
        assertEquals(Math.pow(base, -2.0 / 16), dynamic.frequencies(128)[1], 1e-15);
    }
}
