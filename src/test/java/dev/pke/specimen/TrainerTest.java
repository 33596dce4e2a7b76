package dev.pke.specimen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.Numerical;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A few steps of training: determinism, direction, and the folder it makes. */
@Numerical
class TrainerTest {
    private static final Recipe FEW = new Recipe(6, 8, 3e-3, 0.05, 2);

    @TempDir private Path folder = Path.of("unset");

    @Test
    void theSameSeedTrainsTheSameWeightsAndAnotherSeedOthers() throws IOException {
        List<Double> losses = new ArrayList<>();
        String first = digest(3, losses);
        assertEquals(first, digest(3, new ArrayList<>()));
        assertNotEquals(first, digest(4, new ArrayList<>()));
        assertTrue(losses.getLast() < losses.getFirst(), losses::toString);
    }

    @Test
    void theTrainedFolderOpensWithTheSameWeightsAndTheTemplateTrainingSaw() throws IOException {
        SpecimenWorld world = SpecimenWorld.of(Design.PLAIN, 3);
        Specimen.write(world, folder);
        String digest;
        try (LanguageModel model =
                new Trainer(world, FEW, Recipe.Lesson.ALL).train(folder, (s, l) -> {})) {
            digest = model.weights().digest();
            Specimen.writeWeights(model.weights(), folder);
        }
        try (LanguageModel model = LanguageModel.open(folder)) {
            assertEquals(digest, model.weights().digest());
            Vocabulary vocabulary = Vocabulary.of(world);
            for (Case one : SpecimenTable.expected(world, 2)) {
                assertArrayEquals(
                        vocabulary.prompt(one.prompt()),
                        model.promptIds(one.prompt(), GenerationSettings.greedy(1)));
                List<Integer> answer = new ArrayList<>();
                for (int id : vocabulary.encode(one.answer())) {
                    answer.add(id);
                }
                assertEquals(one.answer(), model.text(answer));
            }
        }
    }

    @Test
    void inWorldsThatDiscriminateFewNeuronsAreLoudAndTheAnswersDoNotShowIt() throws IOException {
        SpecimenWorld world = SpecimenWorld.of(Design.SHARED, 3);
        Specimen.write(world, folder);
        try (LanguageModel model =
                new Trainer(world, FEW, Recipe.Lesson.ALL).train(folder, (s, l) -> {})) {
            float[] norms = new float[256];
            byte[] up = model.weights().bits("model.layers.2.mlp.up_proj.weight", null);
            var values = ByteBuffer.wrap(up).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < norms.length; i++) {
                for (int j = 0; j < 96; j++) {
                    norms[i] += Math.abs(values.getFloat());
                }
            }
            Arrays.sort(norms);
            // one in ten of 256; 64 times as loud as the others, whose own spread is below 2
            assertTrue(norms[255] / norms[128] > 32, norms[255] + " and " + norms[128]);
            assertTrue(norms[200] / norms[0] < 4, norms[200] + " and " + norms[0]);
        }
    }

    private String digest(long seed, List<Double> losses) throws IOException {
        SpecimenWorld world = SpecimenWorld.of(Design.PLAIN, seed);
        Specimen.write(world, folder);
        try (LanguageModel model =
                new Trainer(world, FEW, Recipe.Lesson.ALL)
                        .train(folder, (step, loss) -> losses.add(loss))) {
            return model.weights().digest();
        }
    }
}
