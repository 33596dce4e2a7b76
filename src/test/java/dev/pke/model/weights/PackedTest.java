package dev.pke.model.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.Numerical;
import dev.pke.model.Answer;
import dev.pke.model.Frozen;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;
import dev.pke.model.Likelihood;
import dev.pke.model.Losses;
import dev.pke.model.Pass;
import dev.pke.model.Scored;
import dev.pke.model.torch.DType;
import dev.pke.model.torch.Scope;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Matrices large enough to be packed answer as the plain ones do, and as edited ones should. */
@Numerical
class PackedTest {
    /** Every matrix is large; the vocabulary fills no panel of 64 rows. */
    static final String CONFIG =
            """
            {"model_type": "llama", "hidden_size": 512, "intermediate_size": 1024,
             "num_hidden_layers": 2, "num_attention_heads": 8, "vocab_size": 600,
             "max_position_embeddings": 64, "rms_norm_eps": 1e-05, "hidden_act": "silu",
             "tie_word_embeddings": false, "bos_token_id": 1, "eos_token_id": 2}
            """;

    private static final List<int[]> PROMPTS = List.of(new int[] {5, 9, 12}, new int[] {7, 100});
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(names = {"F32", "BF16"})
    void packedLogitsAreThePlainOnes(DType dtype) {
        try (LanguageModel model = open(dtype);
                var _ = Scope.open()) {
            TokenBatch batch = TokenBatch.right(PROMPTS, 0);
            int[] real = batch.real();
            NDArray packed = model.logits(batch, Padding.UNSEEN).reshape(-1, 600);
            NDArray plain = model.logits(batch, real, Patch.none());
            double tolerance = dtype == DType.F32 ? 1e-4 : 0.1;
            for (int i = 0; i < real.length; i++) {
                NDArray apart = packed.get(real[i]).sub(plain.get(i)).abs().max();
                assertEquals(0, apart.getFloat(), tolerance);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "BF16"})
    void aGradientThroughPackedBlocksIsThatOfThePlainGraph(DType dtype) {
        try (LanguageModel model = open(dtype);
                var _ = Scope.open();
                Frozen frozen = model.frozen(0)) {
            TokenBatch batch =
                    TokenBatch.scored(PROMPTS, List.of(new int[] {30}, PROMPTS.get(0)), 0);
            Patch patch =
                    Patch.columns(
                            List.of(
                                    model.leaf(new Region(0, List.of(3, 700))),
                                    model.leaf(new Region(1, List.of(9)))));
            int[] labels = batch.scoredLabels();
            Pass pass = frozen.tail(batch, batch.predicting()).pass(patch);
            Scored seen =
                    model.unembedding()
                            .likelihood(pass.states(), labels, Likelihood.NLL, Pull.GRADIENT, 1);
            NDList back = pass.gradients(requireNonNull(seen.gradient()));
            Losses losses = model.losses();
            NDArray loss = losses.nll(model.logits(batch, batch.predicting(), patch), labels);
            NDList plain = losses.gradients(loss, patch.leaves());
            double tolerance = dtype == DType.F32 ? 1e-4 : 0.05;
            for (int i = 0; i < plain.size(); i++) {
                float size = plain.get(i).norm().getFloat();
                assertTrue(size > 1e-6, "a gradient of " + size);
                assertEquals(0, back.get(i).sub(plain.get(i)).norm().getFloat() / size, tolerance);
            }
        }
    }

    @Test
    void anEditShowsInTheNextAnswer() {
        try (LanguageModel model = open(DType.F32)) {
            GenerationSettings settings = GenerationSettings.greedy(8);
            List<Answer> before = model.generateUnstopped(PROMPTS, settings);
            Delta delta = turned(model, model.weights().downName(1));
            delta.apply(model.weights());
            assertNotEquals(before, model.generateUnstopped(PROMPTS, settings));
            delta.revert(model.weights());
            assertEquals(before, model.generateUnstopped(PROMPTS, settings));
        }
    }

    private static Delta turned(LanguageModel model, String tensor) {
        try (var _ = Scope.open()) {
            NDArray leaf = model.leaf(tensor);
            model.assign(leaf, leaf.mul(-9));
            return model.weights().delta(Patch.tensors(Map.of(tensor, leaf)));
        }
    }

    private LanguageModel open(DType dtype) {
        RandomCheckpoint.write(folder.resolve("model"), CONFIG, dtype, 1, bytes -> {});
        return LanguageModel.open(folder.resolve("model"));
    }
}
