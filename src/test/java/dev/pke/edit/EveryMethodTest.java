package dev.pke.edit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.Objects.requireNonNull;

import dev.pke.Numerical;
import dev.pke.data.SafeEdit;
import dev.pke.locate.ChosenLocator;
import dev.pke.locate.Location;
import dev.pke.locate.Locator;
import dev.pke.locate.LocatorRegistry;
import dev.pke.locate.Progress;
import dev.pke.model.EditTask;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.checkpoint.Tokenizer;
import dev.pke.model.descent.Swapped.Answered;
import dev.pke.model.descent.Swapped.Frames;
import dev.pke.model.descent.Swapped.Unit;
import dev.pke.model.setting.Toggle;
import dev.pke.model.torch.DType;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.ModelOptions;
import dev.pke.model.weights.Region;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Runs every locator and editor on a random model of the specimen's shape. */
@Numerical
class EveryMethodTest {
    private static final Path FOLDER = Path.of("experiments/specimen/plain");
    private static LanguageModel model =
            LanguageModel.random("random", ModelConfig.read(FOLDER), Tokenizer.read(FOLDER), 7);
    private static EditTask task =
            new EditTask(
                    SafeEdit.load(FOLDER.resolve("edit.json")).stream()
                            .limit(2)
                            .map(SafeEdit.Entry::instance)
                            .toList(),
                    List.of(),
                    SafeEdit.load(FOLDER.resolve("train.json")).stream()
                            .limit(6)
                            .map(SafeEdit.Entry::instance)
                            .toList(),
                    GenerationSettings.Template.ON,
                    "");
    private static String digest = "";

    /** Editors whose gradient reaches nearly every weight they may move. */
    private static final String ALL_MOVE =
            "pke|pke-deep|pke-deep-3|pke-deep-5|pke-deep-6|dinm|ft-l|sft|ft-benign|ga|graddiff|npo|dpo|safe-unlearning|lora-sft"
                    + "|refusal-direction|rome|memit|mend";

    /** Those that edit nothing. */
    private static final String OF_WORDS = "suffix-only|self-reminder";

    @BeforeAll
    static void rememberTheWeights() {
        digest = model.weights().digest();
    }

    @AfterAll
    static void close() {
        model.close();
    }

    static Stream<String> locators() {
        return LocatorRegistry.all().stream().map(Locator::name);
    }

    static Stream<String> editors() {
        return EditorRegistry.all().stream()
                .map(Editor::name)
                .filter(name -> !name.matches(OF_WORDS));
    }

    @ParameterizedTest
    @MethodSource("locators")
    void aLocatorFindsTheSameAgainAndLeavesTheModelAsItIs(String name) {
        Location found = locate(name);
        assertEquals(found.regions(), locate(name).regions());
        assertEquals(digest, model.weights().digest());
        int neurons = model.config().intermediate();
        boolean some = LocatorRegistry.named(name).hyperparameters().has("budget");
        assertEquals(some ? 6 : neurons, found.neurons());
    }

    @Test
    void theControlInTheSameBlocksTakesAsManyOthersThere() {
        List<Region> chosen = locate("pke").regions();
        List<Region> drawn = locate("random-same-blocks").regions();
        assertEquals(
                chosen.stream().map(r -> r.block() + "/" + r.neurons().size()).toList(),
                drawn.stream().map(r -> r.block() + "/" + r.neurons().size()).toList());
        for (int i = 0; i < chosen.size(); i++) {
            Set<Integer> both = new HashSet<>(chosen.get(i).neurons());
            assertFalse(both.removeAll(drawn.get(i).neurons()));
        }
    }

    @Test
    void theFourthDeepLocatorTakesWhatTheThirdDoesWhereNothingElseIsTried() {
        Map<String, ?> alone = Map.of("path", "off", "trial-steps", 1);
        Location found =
                ChosenLocator.of(LocatorRegistry.named("pke-deep-4"), alone)
                        .locate(model, task, Progress.none());
        assertEquals(locate("pke-deep-3").regions(), found.regions());
    }

    /** Every candidate set has its loss on the record, the one that was taken the least. */
    @Test
    void aSingleInstanceIsTriedOnItself() {
        Location found =
                ChosenLocator.of(LocatorRegistry.named("pke-deep-4"), Map.of("trial-steps", 1))
                        .locate(model, task.only(0), Progress.none());
        float[][] losses = requireNonNull(found.tables().get("held_out_loss"));
        Set<Float> tried = new TreeSet<>();
        for (float[] block : losses) {
            for (float loss : block) {
                if (loss != 0) {
                    tried.add(loss);
                }
            }
        }
        assertEquals(2, tried.size(), tried + "");
        for (Region region : found.regions()) {
            for (int neuron : region.neurons()) {
                assertEquals(tried.iterator().next(), losses[region.block()][neuron]);
            }
        }
    }

    @Test
    void anotherSeedDrawsOtherNeurons() {
        Location other =
                ChosenLocator.of(LocatorRegistry.named("random"), Map.of("seed", 2))
                        .locate(model, task, Progress.none());
        assertNotEquals(locate("random").regions(), other.regions());
    }

    @ParameterizedTest
    @MethodSource("editors")
    void anEditorMovesOnlyItsRegionsAndItsDeltaCanBeTakenBack(String name) {
        ChosenEditor<?> editor = chosen(name, Map.of("steps", 3));
        String by = name.matches("pke-deep-[56]") ? "pke-deep-3" : name; // which has no locator
        Location where = locate(name.startsWith("pke") ? by : "dinm");
        List<Integer> open = new ArrayList<>(); // native arrays, at each step
        EditListener listener =
                (step, losses, norm) ->
                        open.add(model.kernels().manager().getManagedArrays().size());
        Delta delta = editor.edit(model, task, where.regions(), listener);
        if (editor.editor().hyperparameters().has("steps")) {
            assertEquals(3, open.size());
            assertEquals(open.get(1), open.get(2), "arrays held from step to step");
        }
        assertEquals(digest, model.weights().digest());
        long most = reach(name, where);
        long least = name.matches(ALL_MOVE) ? most / 2 : 0;
        assertTrue(delta.elements() > least && delta.elements() <= most, delta.elements() + "");
        delta.apply(model.weights());
        assertNotEquals(digest, model.weights().digest());
        delta.revert(model.weights());
        assertEquals(digest, model.weights().digest());
    }

    @ParameterizedTest
    @MethodSource("editors")
    void anEditorMovesABfloatModelToo(String name) {
        ModelOptions halves = ModelOptions.cpu().with(DType.BF16);
        try (LanguageModel half = LanguageModel.open(FOLDER, halves)) {
            ChosenEditor<?> editor = chosen(name, Map.of("steps", 2, "rate", 0.01));
            Map<String, Double> last = new HashMap<>();
            Delta delta =
                    editor.edit(
                            half,
                            task,
                            List.of(new Region(5, List.of(3, 40))),
                            (step, losses, norm) -> last.putAll(losses));
            assertTrue(Double.isFinite(last.getOrDefault("total", Double.NaN)), last + "");
            assertTrue(delta.elements() > 0, "nothing moved");
        }
    }

    @Test
    void aDeepEditThatWouldMoveNothingIsRefusedInEveryVersion() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new PkeDeepEditor.Hparams(0, 0, 6, 0.01, 1, 0, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new PkeDeepEditor.Third(0, 0, 6, 0.01, 1, 0, 0, 0.25));
        assertThrows(
                IllegalArgumentException.class,
                () -> new PkeWhole.Fifth(0, 0, 6, 0.01, 1, 0, 0.25, Toggle.ON, 0.5, 8, 1));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new PkeWhole.Sixth(
                                0,
                                0,
                                6,
                                0.01,
                                1,
                                0,
                                0.25,
                                Toggle.ON,
                                0.5,
                                8,
                                1,
                                0.2,
                                9,
                                0,
                                Unit.TOKEN,
                                Frames.OWN,
                                Answered.COPIED));
        assertThrows(
                IllegalArgumentException.class,
                () -> new PkeWhole.Fifth(1, 5, 6, 0.01, 1, 0, 0.25, Toggle.ON, 11, 8, 1));
    }

    /**
     * Told to move only what neurons write, unshaken, all ordinary work at once, it is the third.
     */
    @Test
    void theFifthDeepEditorIsTheThirdWithThreeThingsMore() {
        List<Region> where = locate("pke-deep-3").regions();
        Map<String, Object> told = new HashMap<>(Map.of("steps", 3, "rate", 0.01, "stop", 0));
        Delta third = chosen("pke-deep-3", told).edit(model, task, where, EditListener.none());
        told.putAll(Map.of("reads", "off", "dropout", 0, "at-once", 1000));
        Delta fifth = chosen("pke-deep-5", told).edit(model, task, where, EditListener.none());
        assertEquals(third.changes().keySet(), fifth.changes().keySet());
        third.changes()
                .forEach((name, change) -> {
                    double l2 = requireNonNull(fifth.changes().get(name)).norms().l2();
                    assertEquals(change.norms().l2(), l2, 1e-4 * l2, name);
                });
    }

    /** Told to swap nothing, it is the fifth. */
    @Test
    void theSixthDeepEditorIsTheFifthWithSwapsBesides() {
        List<Region> where = locate("pke-deep-3").regions();
        Map<String, Object> told = new HashMap<>(Map.of("steps", 3));
        Delta fifth = chosen("pke-deep-5", told).edit(model, task, where, EditListener.none());
        told.put("swapped", 0);
        Delta sixth = chosen("pke-deep-6", told).edit(model, task, where, EditListener.none());
        assertArrayEquals(fifth.toSafetensors(), sixth.toSafetensors());
        told.put("swapped", 0.2);
        Delta swapped = chosen("pke-deep-6", told).edit(model, task, where, EditListener.none());
        assertFalse(Arrays.equals(fifth.toSafetensors(), swapped.toSafetensors()));
        told.put("answers", 0.3);
        Delta answers = chosen("pke-deep-6", told).edit(model, task, where, EditListener.none());
        assertFalse(Arrays.equals(swapped.toSafetensors(), answers.toSafetensors()));
    }

    /** The draws are the seed's alone. */
    @Test
    void anotherSeedShakesTheFifthOtherwise() {
        List<Region> where = locate("pke-deep-3").regions();
        Map<String, Object> told = new HashMap<>(Map.of("steps", 2));
        List<String> seen = new ArrayList<>();
        for (int seed : List.of(1, 1, 2)) {
            told.put("seed", seed);
            StringBuilder losses = new StringBuilder();
            chosen("pke-deep-5", told)
                    .edit(model, task, where, (step, loss, norm) -> losses.append(loss));
            seen.add(losses.toString());
        }
        assertEquals(seen.get(0), seen.get(1));
        assertNotEquals(seen.get(0), seen.get(2));
    }

    @Test
    void aMethodOfWordsMovesNothingAndAsksInItsOwn() {
        Location where = locate("dinm");
        for (String name : OF_WORDS.split("\\|", -1)) {
            ChosenEditor<?> editor = chosen(name, Map.of("after", "say no"));
            Delta delta = editor.edit(model, task, where.regions(), EditListener.none());
            assertEquals(0, delta.elements());
            assertTrue(editor.asked("how").endsWith("how say no"), editor.asked("how"));
        }
        assertEquals("how", chosen("pke", Map.of()).asked("how"));
    }

    /** An editor told so much of this as it can be told. */
    private static ChosenEditor<?> chosen(String name, Map<String, ?> given) {
        Editor<?> editor = EditorRegistry.named(name);
        Map<String, Object> own = new HashMap<>(given);
        own.keySet().removeIf(key -> !editor.hyperparameters().has(key));
        return ChosenEditor.of(editor, own);
    }

    /** The number of weights an editor may move. */
    private static long reach(String name, Location where) {
        long columns = (long) where.neurons() * model.config().hidden();
        return switch (name) {
            case "pke",
                    "pke-deep",
                    "pke-deep-3",
                    "dinm",
                    "refusal-direction",
                    "rome",
                    "memit",
                    "mend" ->
                    columns;
            case "ft-l", "pke-deep-5", "pke-deep-6" -> 3 * columns;
            default -> 3 * columns * model.config().blocks();
        };
    }

    /** By its defaults, but for trial edits: one step of these shows as much here as thirty. */
    private static Location locate(String name) {
        Locator<?> locator = LocatorRegistry.named(name);
        boolean tries = locator.hyperparameters().has("trial-steps");
        Map<String, ?> told = tries ? Map.of("trial-steps", 1) : Map.of();
        return ChosenLocator.of(locator, told).locate(model, task, Progress.none());
    }
}
