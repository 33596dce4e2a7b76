package dev.pke.model.inside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

import dev.pke.data.SafeEdit;
import dev.pke.model.EditTask;
import dev.pke.model.EditTokens;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.checkpoint.Tokenizer;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Region;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What is computed of a model's inside, on a random model of the specimen's shape. */
class InsideTest {
    private static final Path FOLDER = Path.of("experiments/specimen/plain");
    private static LanguageModel model =
            LanguageModel.random("random", ModelConfig.read(FOLDER), Tokenizer.read(FOLDER), 7);
    private static EditTask task =
            new EditTask(
                    SafeEdit.load(FOLDER.resolve("edit.json")).stream()
                            .limit(4)
                            .map(SafeEdit.Entry::instance)
                            .toList(),
                    List.of(),
                    GenerationSettings.Template.ON,
                    "");

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void aDirectionMeetsItsOwnKeyWithOneAndOthersWithZero() {
        try (var _ = Scope.open()) {
            EditTokens tokens = EditTokens.of(model, task);
            Region block =
                    new Region(
                            2, IntStream.range(0, model.config().intermediate()).boxed().toList());
            Keys keys = new Keys(model, block);
            NDArray met = keys.ofPrompts(tokens.safe()); // (4, neurons)
            NDArray directions = keys.directions(met, keys.moments(tokens.constraints()), 0);
            float[] all = directions.matMul(met.transpose()).toFloatArray();
            for (int i = 0; i < all.length; i++) {
                // solved in f64 from f32 keys that are nearly alike: about 1e-4 is seen
                assertEquals(i % 5 == 0 ? 1 : 0, all[i], 5e-3, "element " + i);
            }
        }
    }

    @Test
    void aColumnSaysWhatItsProductWithTheUnembeddingIsLargestFor() {
        try (var _ = Scope.open()) {
            NDArray column = model.columns(new Region(5, List.of(17))); // (1, hidden)
            NDList said = model.spoken(column, 3);
            NDArray norm = model.weights().tensor("model.norm.weight"); // (hidden)
            NDArray head = model.weights().tensor("lm_head.weight"); // (vocab, hidden)
            float[] all = head.matMul(column.mul(norm).transpose()).toFloatArray();
            List<Integer> order =
                    IntStream.range(0, all.length)
                            .boxed()
                            .sorted((a, b) -> Float.compare(all[b], all[a]))
                            .toList();
            long[] promoted = said.get(1).toLongArray();
            long[] suppressed = said.get(3).toLongArray();
            for (int i = 0; i < 3; i++) {
                assertEquals((long) order.get(i), promoted[i]);
                assertEquals((long) order.reversed().get(i), suppressed[i]);
                assertEquals(all[order.get(i)], said.get(0).toFloatArray()[i], 1e-5);
            }
        }
    }

    @Test
    void aProbeTellsWhatCanBeToldAndIsAtALossWhereNothingCan() {
        try (var _ = Scope.open()) {
            var manager = model.kernels().manager();
            NDArray noise = manager.randomNormal(new Shape(40, 128));
            NDArray other = manager.randomNormal(new Shape(40, 128));
            LinearProbe probe = LinearProbe.trained(model, noise.add(3f), noise);
            assertEquals(1, probe.accuracy(other.add(3f), other));
            assertTrue(probe.accuracy(other, other) <= 0.5, "the same cannot be both");
        }
    }

    @Test
    void anEditThatMovesNothingShiftsNothing() {
        List<Map<String, Double>> blocks = new BlockExamination(model, task).of(Delta.none());
        assertEquals(model.config().blocks(), blocks.size());
        for (Map<String, Double> each : blocks) {
            assertEquals(0, each.get("shift"));
            assertEquals(each.get("toxicity-before"), each.get("toxicity-after"));
            assertTrue(!each.containsKey("contribution-before"));
        }
    }
}
