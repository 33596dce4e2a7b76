package dev.pke.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDList;

import dev.pke.Numerical;
import dev.pke.model.torch.DType;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.ModelOptions;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.TokenBatch;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Holds every decoder against numbers made by transformers in float64. */
@Numerical
class GoldenForwardTest {
    /**
     * The references are float64, ours f32, where one rounding of a number of size 8, the largest
     * logits, is 5e-7: a hundred of them, for the sums of up to 176 products in four blocks.
     */
    private static final double TOLERANCE = 5e-5;

    /** One rounding to bf16 of a number of size 8 is 0.016: fifty of them, as above. */
    private static final double BF16_TOLERANCE = 0.8;

    @ParameterizedTest
    @ValueSource(
            strings = {"llama-mha", "llama3-gqa", "mistral", "qwen2", "qwen3", "gemma2", "gpt2"})
    void logitsAndHiddenStatesAreTheReferences(String name) {
        try (var golden = new Golden(name);
                var model = LanguageModel.open(golden.folder);
                var _ = Scope.open()) {
            TokenBatch batch = golden.batch().placed();
            NDList states = model.activations(batch, Padding.UNIFORM).hiddenStates();
            assertEquals(0, golden.difference(states.get(2), "hidden_states.2"), TOLERANCE);
            assertEquals(0, golden.difference(states.get(4), "hidden_states.4"), TOLERANCE);
            assertEquals(
                    0,
                    golden.difference(model.logits(batch, Padding.UNIFORM), "logits"),
                    TOLERANCE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"llama-mha", "llama3-gqa", "mistral", "qwen2", "qwen3", "gemma2", "gpt2"})
    void greedyTokensAreTheReferences(String name) {
        try (var golden = new Golden(name);
                var model = LanguageModel.open(golden.folder)) {
            int[][] want = Golden.rows(golden.expected.path("greedy").path("tokens"));
            assertTrue(want.length > 0, "the case holds greedy tokens");
            List<int[]> prompts = Arrays.asList(golden.rows("sequences"));
            var settings = GenerationSettings.greedy(want[0].length);
            List<Answer> seen = model.generateUnstopped(prompts, settings);
            for (int i = 0; i < want.length; i++) {
                assertEquals(boxed(want[i]), seen.get(i).tokens());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama3-gqa", "gemma2", "gpt2"})
    void bf16IsTheSameModelRounded(String name) {
        var options = ModelOptions.cpu().with(DType.BF16);
        try (var golden = new Golden(name);
                var model = LanguageModel.open(golden.folder, options);
                var _ = Scope.open()) {
            TokenBatch batch = golden.batch().placed();
            double apart = golden.difference(model.logits(batch, Padding.UNIFORM), "logits");
            assertTrue(
                    apart > 1e-4 && apart < BF16_TOLERANCE,
                    "logits of size 8 are " + apart + " apart");
            NDList states = model.activations(batch, Padding.UNIFORM).hiddenStates();
            assertTrue(golden.difference(states.get(4), "hidden_states.4") < 0.5);
        }
    }

    private static List<Integer> boxed(int... ids) {
        return new ArrayList<>(Arrays.stream(ids).boxed().toList());
    }
}
