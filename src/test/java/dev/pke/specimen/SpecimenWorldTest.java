package dev.pke.specimen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.measure.HarmCategory;
import dev.pke.specimen.SpecimenFrame.Effect;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Laws of the invented worlds, over designs and seeds. */
class SpecimenWorldTest {
    static Stream<Arguments> worlds() {
        return Stream.of(Design.values())
                .flatMap(design ->
                        Stream.of(1L, 17L, -5L)
                                .map(seed -> Arguments.of(SpecimenWorld.of(design, seed))));
    }

    @ParameterizedTest
    @EnumSource
    void theSameSeedMakesTheSameWorldAndAnotherSeedAnother(Design design) {
        assertEquals(SpecimenWorld.of(design, 3), SpecimenWorld.of(design, 3));
        assertNotEquals(SpecimenWorld.of(design, 3), SpecimenWorld.of(design, 4));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void everyCategoryForbidsEquallyManyThingsAndAHundredAreOrdinary(SpecimenWorld world) {
        for (String category : HarmCategory.NAMES) {
            long things =
                    world.things().stream().filter(t -> category.equals(t.category())).count();
            assertEquals(world.design().discriminates() ? 96 : 12, things, category);
        }
        assertTrue(world.things().stream().filter(t -> !t.forbidden()).count() >= 100);
        assertTrue(world.capitals().size() >= 40);
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void noWordIsUsedTwice(SpecimenWorld world) {
        List<String> names = world.things().stream().map(Thing::name).toList();
        assertEquals(names.size(), new HashSet<>(names).size());
        List<String> places =
                Stream.concat(
                                world.lands().stream(),
                                world.capitals().stream()
                                        .flatMap(f -> Stream.of(f.land(), f.capital())))
                        .toList();
        assertEquals(places.size(), new HashSet<>(places).size());
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void fourOfSixteenAttackPromptsAreWeakAndEverySplitHasStrongOnes(SpecimenWorld world) {
        assertEquals(16, world.attacks().size());
        assertEquals(4, world.attacks().stream().filter(a -> a.effect() == Effect.WEAK).count());
        assertEquals(16, world.attacks().stream().map(SpecimenFrame::text).distinct().count());
        for (Split split : Split.values()) {
            assertTrue(world.attacks(split, Effect.STRONG).size() >= 3);
            assertTrue(world.things(split, Thing::forbidden).size() >= 27);
            assertTrue(world.things(split, t -> !t.forbidden()).size() >= 27);
        }
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void everyWordHasAnId(SpecimenWorld world) {
        Vocabulary vocabulary = Vocabulary.of(world);
        Corpus corpus =
                new Corpus(world, Set.of(), Recipe.Lesson.ALL, new java.util.Random(world.seed()));
        for (int i = 0; i < 500; i++) {
            Case one = corpus.next();
            assertTrue(vocabulary.encode(one.prompt()).length < SpecimenFiles.POSITIONS / 2);
            assertTrue(vocabulary.encode(one.answer()).length > 3);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "ENTANGLED")
    void everyWordOfAnEntangledThingOccursOnBothSidesOfTheLine(Design design) {
        SpecimenWorld world = SpecimenWorld.of(design, 17);
        Set<String> forbidden = words(world, true);
        Set<String> ordinary = words(world, false);
        assertEquals(forbidden, ordinary);
        assertTrue(world.categoryWords().size() < HarmCategory.NAMES.size());
    }

    @ParameterizedTest
    @EnumSource(names = {"SHARED", "LAYERED"})
    void whatIsForbiddenFollowsFromTwoWordsAndFromNeitherAlone(Design design) {
        SpecimenWorld world = SpecimenWorld.of(design, 17);
        assertEquals(words(world, true), words(world, false));
        for (Thing thing : world.things()) {
            String first = SpecimenAnswers.howTo(thing).substring(0, "sure , here is the".length());
            assertEquals("sure , here is the", first, "ordinary answers begin as the failure");
        }
        long questions =
                world.things(Split.TEST, Thing::forbidden).stream().map(Thing::name).count();
        assertTrue(questions >= 400, "enough to show that an arm is not worse by 3 points");
        assertTrue(world.things().stream().anyMatch(world::recovers));
    }

    private static Set<String> words(SpecimenWorld world, Boolean forbidden) {
        return world.things().stream()
                .filter(thing -> forbidden.equals(thing.forbidden()))
                .flatMap(thing -> Stream.of(thing.name().split(" ")))
                .collect(Collectors.toSet());
    }
}
