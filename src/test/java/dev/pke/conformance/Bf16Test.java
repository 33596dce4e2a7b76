package dev.pke.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.Numerical;
import dev.pke.model.Golden;
import dev.pke.model.LanguageModel;
import dev.pke.model.torch.DType;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.ModelOptions;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.TokenBatch;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The references' models opened in bf16, which no case holds numbers for. */
@Numerical
class Bf16Test {
    /** One rounding to bf16 of a number of size 8, the largest logits, is 0.016: fifty of them. */
    private static final double LOGITS = 0.8;

    @ParameterizedTest
    @ValueSource(strings = {"llama3-gqa", "gemma2", "gpt2"})
    void bf16IsTheSameModelRounded(String name) {
        CheckCase golden = CheckCase.read(Golden.folder(name));
        var options = ModelOptions.cpu().with(DType.BF16);
        try (var model = LanguageModel.open(golden.folder(), options);
                var _ = Scope.open()) {
            TokenBatch batch = CheckCase.batch(golden.inputs()).placed();
            double apart = apart(golden, "logits", model.logits(batch, Padding.UNIFORM));
            assertTrue(apart > 1e-4 && apart < LOGITS, "logits of size 8 are " + apart + " apart");
            NDList states = model.activations(batch, Padding.UNIFORM).hiddenStates();
            assertTrue(apart(golden, "hidden_states.4", states.get(4)) < 0.5);
        }
    }

    private static double apart(CheckCase golden, String name, NDArray seen) {
        double[] want = golden.numbers(name);
        float[] got = seen.toFloatArray();
        double most = 0;
        for (int i = 0; i < want.length; i++) {
            most = Math.max(most, Math.abs(want[i] - got[i]));
        }
        return most;
    }
}
