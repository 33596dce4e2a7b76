package dev.pke.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;

import dev.pke.model.torch.Adam;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.Pull;
import dev.pke.model.weights.Region;
import dev.pke.model.weights.TokenBatch;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** 500 edit steps leave no native memory behind. */
class FlatMemoryTest {
    private static final int WARM_UP = 100; // allocators reach their working size first
    private static final int STEPS = 500;
    private static final int ROUNDS = 4;
    private static final long MOST_BYTES = 100_000_000; // a graph kept a step takes more

    @Test
    void fiveHundredEditStepsDoNotGrow() throws IOException {
        try (var model = LanguageModel.open(Golden.folder("llama-mha"));
                var _ = Scope.open()) {
            var batch =
                    TokenBatch.scored(
                            List.of(new int[] {1, 5, 9}, new int[] {1, 4}),
                            List.of(new int[] {30, 31}, new int[] {40, 41, 42}),
                            2);
            Patch patch = Patch.columns(List.of(model.leaf(new Region(1, List.of(3, 9)))));
            try (Frozen frozen = model.frozen(1);
                    Adam adam = model.adam(patch.leaves(), Adam.Settings.rate(1e-3))) {
                Tail tail = frozen.tail(batch, batch.predicting());
                steps(WARM_UP, model, batch, tail, patch, adam);
                int open = model.liveArrays();
                // What is kept a step is kept in every round; the JVM's own heap grows in some.
                long grown = MOST_BYTES;
                for (int round = 0; round < ROUNDS && grown >= MOST_BYTES; round++) {
                    long before = residentBytes();
                    steps(STEPS, model, batch, tail, patch, adam);
                    grown = residentBytes() - before;
                    assertEquals(open, model.liveArrays(), "arrays open before and after");
                }
                assertTrue(grown < MOST_BYTES, grown + " bytes more in each round");
            }
        }
    }

    private static void steps(
            int steps, LanguageModel model, TokenBatch batch, Tail tail, Patch patch, Adam adam) {
        for (int step = 0; step < steps; step++) {
            try (var _ = Scope.open()) {
                Unembedding head = model.unembedding();
                Pass pass = tail.pass(patch);
                NDArray gradient =
                        head.likelihood(
                                        pass.states(),
                                        batch.scoredLabels(),
                                        Likelihood.NLL,
                                        Pull.GRADIENT,
                                        1)
                                .gradient();
                adam.step(pass.gradients(requireNonNull(gradient)));
            }
        }
    }

    private static long residentBytes() throws IOException {
        String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1);
        return Long.parseLong(pages[1]) * 4096;
    }
}
