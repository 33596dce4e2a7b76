package dev.pke.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.Numerical;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.Pull;
import dev.pke.model.weights.Region;
import dev.pke.model.weights.TokenBatch;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

/** Losses without a graph, in one chunk or many, are those of the whole model with one. */
@Numerical
class UnembeddingTest {
    /** Two f32 sums of a size near 1 and below, in chunks and whole: some ten roundings of 6e-8. */
    private static final double SUMS = 1e-6;

    /**
     * Of a gradient's largest number: two f32 paths back through a block, with what they cancel.
     */
    private static final double GRADIENTS = 1e-4;

    private static final List<int[]> PROMPTS = List.of(new int[] {1, 5, 9, 12}, new int[] {1, 7});
    private static final List<int[]> ANSWERS = List.of(new int[] {30, 31}, new int[] {40, 41, 42});
    private static final TokenBatch BATCH = TokenBatch.scored(PROMPTS, ANSWERS, 2);
    private static final int[] SPOTS = BATCH.predicting();

    @ParameterizedTest
    @CsvSource({
        "llama-mha,1000000",
        "llama-mha,35",
        "gpt2,85",
        "gemma2,1000000",
        "gemma2,35",
        "gemma2,5"
    })
    void likelihoodAndItsGradientAreThoseOfAGraph(String name, long elements) {
        try (var model = LanguageModel.open(Golden.folder(name));
                var _ = Scope.open();
                var frozen = model.frozen(1)) {
            Tail tail = frozen.tail(BATCH, SPOTS);
            Unembedding head = model.unembedding(elements);
            Patch patch = moved(model);
            Losses losses = model.losses();
            NDArray logits = model.logits(BATCH, SPOTS, patch);
            NDArray expected = losses.unlikelihood(losses.tokenNll(logits, BATCH.scoredLabels()));
            Pass pass = tail.pass(patch);
            Scored seen =
                    head.likelihood(
                            pass.states(),
                            BATCH.scoredLabels(),
                            Likelihood.UNLIKELIHOOD,
                            Pull.GRADIENT,
                            2);
            assertEquals(Losses.value(expected), seen.value(), SUMS);
            same(
                    losses.gradients(expected.mul(2), patch.leaves()),
                    pass.gradients(requireNonNull(seen.gradient())));
        }
    }

    @ParameterizedTest
    @CsvSource({"llama-mha,1000000", "llama-mha,35", "gpt2,85", "gemma2,1000000", "gemma2,35"})
    void divergenceAndItsGradientAreThoseOfAGraph(String name, long elements) {
        try (var model = LanguageModel.open(Golden.folder(name));
                var _ = Scope.open();
                var frozen = model.frozen(1)) {
            Tail tail = frozen.tail(BATCH, SPOTS);
            Unembedding head = model.unembedding(elements);
            Patch patch = moved(model);
            NDArray before = model.logits(BATCH, SPOTS, Patch.none()).logSoftmax(-1);
            NDArray now = model.logits(BATCH, SPOTS, patch).logSoftmax(-1);
            NDArray expected = before.exp().mul(before.sub(now)).sum(new int[] {1}).mean();
            Unembedding.Reference reference = head.reference(tail.states(Patch.none()));
            Pass pass = tail.pass(patch);
            Scored seen = head.divergence(reference, pass.states(), Pull.GRADIENT, 2);
            assertEquals(Losses.value(expected), seen.value(), SUMS);
            assertTrue(seen.value() > 1e-5, "the patch moves something");
            same(
                    model.losses().gradients(expected.mul(2), patch.leaves()),
                    pass.gradients(requireNonNull(seen.gradient())));
            NDArray watched = tail.states(patch);
            assertNull(head.divergence(reference, watched, Pull.WATCHED, 1).gradient());
            NDArray same = tail.states(Patch.none());
            assertEquals(0, head.divergence(reference, same, Pull.WATCHED, 1).value());
        }
    }

    @ParameterizedTest
    @CsvSource({"llama-mha,lm_head.weight", "gemma2,model.embed_tokens.weight"})
    void aPatchOfTheUnembeddingIsRefused(String name, String head) {
        try (var model = LanguageModel.open(Golden.folder(name));
                var _ = Scope.open();
                var frozen = model.frozen(1)) {
            Tail tail = frozen.tail(BATCH, SPOTS);
            Patch patch = Patch.tensors(Map.of(head, model.leaf(head)));
            var e = assertThrows(IllegalArgumentException.class, () -> tail.states(patch));
            assertEquals(head + " is held constant from block 1's down_proj on", e.getMessage());
        }
    }

    private static Patch moved(LanguageModel model) {
        Patch.Columns columns = model.leaf(new Region(1, List.of(3, 20, 90)));
        model.assign(columns.values(), columns.values().mul(-4).add(0.3));
        return Patch.columns(List.of(columns));
    }

    private static void same(NDList expected, NDList seen) {
        NDArray apart = expected.get(0).sub(seen.get(0)).abs().max();
        float size = expected.get(0).abs().max().getFloat();
        assertTrue(size > 1e-6, "a gradient of " + size);
        assertEquals(0, apart.getFloat() / size, GRADIENTS);
    }
}
