package dev.pke.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.Numerical;
import dev.pke.fault.ModelError;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.Pull;
import dev.pke.model.weights.Region;
import dev.pke.model.weights.TokenBatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A patch moves the model where it should, its gradient is true, and its delta exact. */
@Numerical
class PatchTest {
    /** Two f32 paths to one number below 16, such as a loss: twenty roundings of up to 5e-7. */
    private static final double TWO_PATHS = 1e-5;

    /** Two f32 paths to gradients of a size near 1 and below: some ten roundings of 6e-8. */
    private static final double TWO_GRADIENTS = 1e-6;

    private static final List<int[]> PROMPTS = List.of(new int[] {1, 5, 9, 12}, new int[] {1, 7});
    private static final List<int[]> ANSWERS = List.of(new int[] {30, 31}, new int[] {40, 41, 42});

    @ParameterizedTest
    @ValueSource(strings = {"llama3-gqa", "gpt2", "gemma2"})
    void theTailComputesWhatTheWholeModelDoes(String name) {
        try (var model = LanguageModel.open(Golden.folder(name));
                var _ = Scope.open()) {
            TokenBatch batch = TokenBatch.scored(PROMPTS, ANSWERS, 2);
            for (int block = 0; block < 4; block++) {
                Patch.Columns columns = model.leaf(new Region(block, List.of(3, 20, 90)));
                model.assign(columns.values(), columns.values().mul(1.5));
                Patch patch = Patch.columns(List.of(columns));
                int[] labels = batch.scoredLabels();
                NDArray whole = nll(model, batch, patch);
                try (Frozen frozen = model.frozen(block)) {
                    Tail tail = frozen.tail(batch, batch.predicting());
                    NDArray seen = nll(model, tail.pass(patch).states(), labels);
                    assertEquals(0, seen.sub(whole).abs().max().getFloat(), TWO_PATHS);
                    NDArray watched = nll(model, tail.states(patch), labels);
                    assertEquals(0, watched.sub(whole).abs().max().getFloat(), TWO_PATHS);
                    NDArray unpatched = nll(model, batch, Patch.none());
                    assertTrue(seen.sub(unpatched).abs().max().getFloat() > 1e-3);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama3-gqa", "mistral", "gpt2", "gemma2"})
    void textsFrozenSideBySideAreEachAsAlone(String name) {
        try (var model = LanguageModel.open(Golden.folder(name));
                var _ = Scope.open()) {
            int[] long20 = IntStream.range(3, 23).toArray();
            List<TokenBatch> batches =
                    List.of(
                            TokenBatch.scored(PROMPTS, ANSWERS, 2),
                            TokenBatch.scored(List.of(long20), List.of(new int[] {40, 41}), 2),
                            TokenBatch.right(List.of(new int[] {8}), 2));
            try (Frozen together = model.frozen(2)) {
                List<Tail> tails = batches.stream().map(b -> together.tail(b, b.real())).toList();
                for (int i = 0; i < tails.size(); i++) {
                    TokenBatch batch = batches.get(i);
                    try (Frozen alone = model.frozen(2)) {
                        NDArray seen = tails.get(i).states(Patch.none());
                        NDArray one = alone.tail(batch, batch.real()).states(Patch.none());
                        assertEquals(0, seen.sub(one).abs().max().getFloat(), TWO_PATHS);
                    }
                }
            }
        }
    }

    /** -log p of each label. */
    private static NDArray nll(LanguageModel model, NDArray states, int... labels) {
        float[] seen = new float[labels.length];
        for (int i = 0; i < seen.length; i++) {
            NDArray one = states.get("{}:{}", i, i + 1);
            int[] label = {labels[i]};
            seen[i] =
                    (float)
                            model.unembedding()
                                    .likelihood(one, label, Likelihood.NLL, Pull.WATCHED, 1)
                                    .value();
        }
        return states.getManager().create(seen);
    }

    private static NDArray nll(LanguageModel model, TokenBatch batch, Patch patch) {
        NDArray logits = model.logits(batch, batch.predicting(), patch);
        return model.losses().tokenNll(logits, batch.scoredLabels());
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama-mha", "gpt2"})
    void theTracesFactorsMakeTheGradient(String name) {
        try (var model = LanguageModel.open(Golden.folder(name));
                var _ = Scope.open()) {
            TokenBatch batch = TokenBatch.scored(PROMPTS, ANSWERS, 2);
            Losses losses = model.losses();
            try (Trace trace = model.trace(batch)) {
                NDArray leaf = model.leaf(model.weights().downName(1));
                Patch patch = Patch.tensors(Map.of(model.weights().downName(1), leaf));
                NDArray loss =
                        losses.nll(
                                model.logits(batch, batch.predicting(), patch),
                                batch.scoredLabels());
                NDArray direct = losses.gradients(loss, new NDList(leaf)).get(0);
                NDArray made = trace.gradient(1).transpose().matMul(trace.activations(1));
                NDArray turned = name.equals("gpt2") ? direct.transpose() : direct;
                assertEquals(0, made.sub(turned).abs().max().getFloat(), TWO_GRADIENTS);
                NDArray norms = turned.square().sum(new int[] {0}).sqrt();
                assertEquals(
                        0, trace.columnNorms(1).sub(norms).abs().max().getFloat(), TWO_GRADIENTS);
                assertEquals(Losses.value(loss), trace.nll(), TWO_PATHS);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama-mha", "gpt2"})
    void aDeltaAppliesAndRevertsToTheSameDigests(String name) {
        try (var model = LanguageModel.open(Golden.folder(name));
                var _ = Scope.open()) {
            var before = new TreeMap<>(model.weights().digests());
            Patch.Columns columns = model.leaf(new Region(2, List.of(0, 7)));
            model.assign(columns.values(), columns.values().add(0.25));
            Delta delta = model.weights().delta(Patch.columns(List.of(columns)));
            assertEquals(128, delta.elements());
            assertEquals(before, model.weights().digests(), "computing changes nothing");
            Delta.fromSafetensors("delta", delta.toSafetensors()).apply(model.weights());
            var after = new TreeMap<>(model.weights().digests());
            assertNotEquals(before, after);
            assertThrows(ModelError.class, () -> delta.apply(model.weights()));
            delta.revert(model.weights());
            assertEquals(before, model.weights().digests());
        }
    }

    @Test
    void aWholeMatrixIsKeptWholeAndComesBack() {
        try (var model = LanguageModel.open(Golden.folder("qwen3"));
                var _ = Scope.open()) {
            String name = model.weights().downName(3);
            byte[] before = model.weights().bits(name, null);
            NDArray leaf = model.leaf(name);
            model.assign(leaf, leaf.add(1));
            Delta delta = model.weights().delta(Patch.tensors(Map.of(name, leaf)));
            assertTrue(delta.changes().values().stream().allMatch(c -> c.places() == null));
            Delta.fromSafetensors("delta", delta.toSafetensors()).apply(model.weights());
            Delta.fromSafetensors("delta", delta.toSafetensors()).revert(model.weights());
            assertArrayEquals(before, model.weights().bits(name, null));
        }
    }
}
