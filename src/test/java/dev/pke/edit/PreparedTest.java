package dev.pke.edit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pke.data.SafeEdit;
import dev.pke.model.EditTask;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.checkpoint.Tokenizer;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.Hyperparameters.None;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.Region;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class PreparedTest {
    private static final Path FOLDER = Path.of("experiments/specimen/plain");

    /** Prepares a table that names its model's width, and wants to find it again. */
    private static final class Reader implements Editor<None> {
        private float[][] read = {};

        @Override
        public MethodCard card() {
            return new MethodCard("reader", "reader", "other", "Reads what it prepared.");
        }

        @Override
        public Hyperparameters<None> hyperparameters() {
            return None.KEYS;
        }

        @Override
        public Prepared prepare(
                LanguageModel model, EditRequest request, None none, EditListener listener) {
            float[][] table = {{model.config().hidden(), request.task().instances().size()}};
            return new Prepared(Map.of("moments", table));
        }

        @Override
        public Delta edit(
                LanguageModel model, EditRequest request, None none, EditListener listener) {
            read = request.prepared().table("moments");
            return model.weights().delta(Patch.none());
        }
    }

    @Test
    void anEditIsGivenWhatItsEditorMadeOfTheModelBefore() {
        EditTask task =
                new EditTask(
                        List.of(SafeEdit.load(FOLDER.resolve("edit.json")).getFirst().instance()),
                        List.of(),
                        GenerationSettings.Template.ON,
                        "");
        Reader reader = new Reader();
        try (LanguageModel model =
                LanguageModel.random(
                        "random", ModelConfig.read(FOLDER), Tokenizer.read(FOLDER), 7)) {
            List<Region> regions = List.of(new Region(0, List.of(1)));
            ChosenEditor.of(reader, Map.of()).edit(model, task, regions, EditListener.none());
            assertArrayEquals(new float[] {model.config().hidden(), 1}, reader.read[0]);
        }
    }

    @Test
    void whatNobodyPreparedIsNamed() {
        var missing =
                assertThrows(
                        IllegalArgumentException.class, () -> Prepared.nothing().table("moments"));
        assertEquals("nothing was prepared as moments: []", missing.getMessage());
    }
}
