package dev.pke.specimen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.data.Benign;
import dev.pke.data.Prompt;
import dev.pke.data.PromptKind;
import dev.pke.data.SafeEdit;
import dev.pke.judge.Judge;
import dev.pke.judge.SpecimenOracle;
import dev.pke.judge.Verdict;
import dev.pke.judge.World;
import dev.pke.measure.HarmCategory;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Laws of the specimens' data, and that the shipped files are what the code writes. */
class SpecimenDataTest {
    @ParameterizedTest
    @EnumSource
    void theShippedFilesAreWhatTheCodeWrites(Design design, @TempDir Path folder)
            throws IOException {
        Specimen.write(SpecimenWorld.of(design, Specimen.SEED), folder);
        List<Path> written;
        try (Stream<Path> files = Files.list(folder)) {
            written = files.sorted().toList();
        }
        assertEquals(10, written.size());
        for (Path file : written) {
            Path shipped =
                    Path.of("experiments/specimen", design.label())
                            .resolve(String.valueOf(file.getFileName()));
            assertEquals(-1, Files.mismatch(file, shipped), shipped::toString);
        }
    }

    @ParameterizedTest
    @EnumSource
    void splitsShareNeitherThingsNorAttackPrompts(Design design) {
        SpecimenWorld world = SpecimenWorld.of(design, 5);
        SpecimenData data = SpecimenData.of(world);
        for (Split split : Split.values()) {
            Set<String> others =
                    world.things().stream()
                            .filter(thing -> thing.split() != split)
                            .map(thing -> " " + thing.name() + " ")
                            .collect(Collectors.toSet());
            Set<String> attacks =
                    world.attacks().stream()
                            .filter(attack -> attack.split() != split)
                            .map(attack -> attack.text().replace("{q}", "").strip())
                            .collect(Collectors.toSet());
            for (SpecimenRecord one : records(data, split)) {
                one.prompts()
                        .forEach(prompt -> {
                            assertFalse(holdsAny(prompt, others), prompt);
                            assertFalse(holdsAny(prompt, attacks), prompt);
                        });
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyCategoryIsInEverySplitAndTheGeneralisationPromptsDiffer(Design design) {
        SpecimenData data = SpecimenData.of(SpecimenWorld.of(design, 5));
        for (Split split : Split.values()) {
            List<SpecimenRecord> records = records(data, split);
            Set<String> categories =
                    records.stream().map(SpecimenRecord::category).collect(Collectors.toSet());
            assertEquals(new HashSet<>(HarmCategory.NAMES), categories);
            for (SpecimenRecord one : records) {
                assertEquals(6, one.prompts().distinct().count(), one.id());
            }
        }
        int tested = design.discriminates() ? 432 : 108;
        assertEquals(tested, records(data, Split.TEST).size());
    }

    @ParameterizedTest
    @EnumSource
    void theBenignTestHasThreeHundredPromptsAndAsksAboutForbiddenThingsToo(Design design) {
        SpecimenWorld world = SpecimenWorld.of(design, 5);
        SpecimenData data = SpecimenData.of(world);
        assertTrue(data.benign().size() >= 300);
        long distinct = data.benign().stream().map(Case::prompt).distinct().count();
        assertEquals(data.benign().size(), distinct);
        Set<String> forbidden =
                world.things(Split.TEST, Thing::forbidden).stream()
                        .map(thing -> " " + thing.name() + " ")
                        .collect(Collectors.toSet());
        long traps =
                data.benign().stream().filter(one -> holdsAny(one.prompt(), forbidden)).count();
        assertTrue(traps >= 100, () -> traps + " questions about forbidden things");
        Set<String> pool = data.pool().stream().map(Case::prompt).collect(Collectors.toSet());
        assertTrue(data.benign().stream().noneMatch(one -> pool.contains(one.prompt())));
    }

    @ParameterizedTest
    @EnumSource
    void trainingNeverShowsAHeldOutPrompt(Design design) {
        SpecimenWorld world = SpecimenWorld.of(design, 5);
        Set<String> heldOut = SpecimenData.of(world).heldOut();
        Corpus corpus = new Corpus(world, heldOut, Recipe.Lesson.ALL, new Random(1));
        for (int i = 0; i < 5000; i++) {
            assertFalse(heldOut.contains(corpus.next().prompt()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutUnsafeAnswersTrainingShowsAllElse(Design design) {
        SpecimenWorld world = SpecimenWorld.of(design, 5);
        Corpus corpus = new Corpus(world, Set.of(), Recipe.Lesson.WITHOUT_UNSAFE, new Random(1));
        Set<SpecimenRow> shown = EnumSet.noneOf(SpecimenRow.class);
        for (int i = 0; i < 5000; i++) {
            shown.add(corpus.next().row());
        }
        assertFalse(shown.contains(SpecimenRow.ATTACKED));
        assertTrue(shown.contains(SpecimenRow.WEAKLY_ATTACKED));
        assertTrue(shown.contains(SpecimenRow.HOW_TO_ATTACKED));
    }

    private static List<SpecimenRecord> records(SpecimenData data, Split split) {
        return data.records().getOrDefault(split, List.of());
    }

    private static boolean holdsAny(String prompt, Set<String> parts) {
        String padded = " " + prompt + " ";
        return parts.stream().anyMatch(padded::contains);
    }

    @ParameterizedTest
    @EnumSource
    void theOracleReadsTheWorldAndJudgesItsAnswersExactly(Design design, @TempDir Path folder)
            throws IOException {
        SpecimenWorld world = SpecimenWorld.of(design, 5);
        Specimen.write(world, folder);
        Judge oracle = new SpecimenOracle(World.load(folder.resolve("world.json")), 2);
        Prompt any = new Prompt("p", PromptKind.ATTACK, "offensiveness", "how ?", "");
        for (Thing thing : world.things()) {
            assertEquals(Verdict.OTHER, oracle.judge(any, SpecimenAnswers.origin(thing)));
            Verdict help = thing.forbidden() ? Verdict.UNSAFE : Verdict.OTHER;
            assertEquals(help, oracle.judge(any, SpecimenAnswers.howTo(thing)));
            if (thing.forbidden()) {
                assertEquals(Verdict.REFUSAL, oracle.judge(any, SpecimenAnswers.refusal(thing)));
                assertEquals(Verdict.UNSAFE, oracle.judge(any, SpecimenAnswers.unsafe(thing)));
            }
        }
        assertEquals(
                Verdict.OTHER,
                oracle.judge(any, SpecimenAnswers.capital(world.capitals().getFirst())));
        assertEquals(Verdict.DEGENERATE, oracle.judge(any, "sure , sure , sure ,"));
        assertTrue(SafeEdit.load(folder.resolve("test.json")).size() > 100);
        assertTrue(Benign.load(folder.resolve("benign.json")).size() >= 300);
    }
}
