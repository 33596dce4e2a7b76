package dev.pke.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;

import dev.pke.data.SafeEdit;
import dev.pke.model.EditTask;
import dev.pke.model.EditTokens;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.checkpoint.Tokenizer;
import dev.pke.model.descent.Term;
import dev.pke.model.torch.Adam;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Patch;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** How an edit whose numbers stop being finite ends. */
class DescentTest {
    private static final Path FOLDER = Path.of("experiments/specimen/plain");
    private static final LanguageModel MODEL =
            LanguageModel.random("random", ModelConfig.read(FOLDER), Tokenizer.read(FOLDER), 7);

    private final AtomicInteger told = new AtomicInteger();

    @AfterAll
    static void close() {
        MODEL.close();
    }

    @Test
    void aLossThatIsNoNumberEndsTheEditAtTheStepThatWasTold() {
        Diverged end = assertThrows(Diverged.class, () -> descend(Double.POSITIVE_INFINITY, 3, 1));
        assertEquals(
                "the edit diverged at step 1: the loss is Infinity; its rate was 0.5, try a lower one",
                end.getMessage());
        assertEquals(1, told.get());
    }

    @Test
    void weightsThatAreNoNumbersAreFoundByTheNextStep() {
        Diverged end = assertThrows(Diverged.class, () -> descend(1, 3, Float.NaN));
        assertEquals(2, end.step());
        assertEquals(2, told.get());
    }

    @Test
    void weightsThatAreNoNumbersAfterTheLastStepNeverBecomeADelta() {
        Diverged end = assertThrows(Diverged.class, () -> descend(1, 1, Float.NaN));
        assertTrue(String.valueOf(end.getMessage()).contains("a weight is no finite number"));
        assertEquals(1, end.step());
    }

    /** Gradient descent whose weights are multiplied by something after every step. */
    private void descend(double weight, int steps, float times) {
        EditTask task =
                new EditTask(
                        List.of(SafeEdit.load(FOLDER.resolve("edit.json")).getFirst().instance()),
                        List.of(),
                        GenerationSettings.Template.ON,
                        "");
        try (var _ = Scope.open()) {
            NDArray leaf = MODEL.leaf(MODEL.weights().downName(5));
            Patch patch = Patch.tensors(Map.of(MODEL.weights().downName(5), leaf));
            Term term = Term.whole("safe", weight, MODEL).nll(EditTokens.of(MODEL, task).safe());
            new Descent(
                            MODEL,
                            patch,
                            List.of(term),
                            Adam.Settings.rate(0.5),
                            (step, losses, norm) -> told.incrementAndGet())
                    .run(
                            steps,
                            losses -> false,
                            () -> MODEL.assign(leaf, leaf.duplicate().mul(times)));
        }
    }
}
