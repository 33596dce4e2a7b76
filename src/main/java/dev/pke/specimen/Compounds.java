package dev.pke.specimen;

import dev.pke.measure.HarmCategory;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The things of a world in which what is forbidden is decided by two words together: the first
 * names a category and tells the recipe's actions, the second its parts and the land, and only
 * certain classes of the second make a thing of that category forbidden. No word is harmful by
 * itself, so a neuron that knows a category works for ordinary things as well.
 */
final class Compounds {
    private static final int HEADS_PER_CATEGORY = 4;
    private static final int CLASSES = 3;
    private static final int TAILS_PER_CLASS = 12;

    private final Design design;
    private final Random random;
    private final List<List<Told>> heads = new ArrayList<>();
    private final List<List<Told>> tails = new ArrayList<>();

    /** What a word tells of its things: two actions or two parts, and a land. */
    private record Told(String word, List<String> pair, String land) {}

    Compounds(
            Design design,
            SpecimenWords words,
            List<String> parts,
            List<String> lands,
            Random random) {
        this.design = design;
        this.random = random;
        for (int i = 0; i < HarmCategory.NAMES.size(); i++) {
            heads.add(told(words.take(HEADS_PER_CATEGORY, "sh", "l"), Phrases.ACTIONS, lands));
        }
        for (int i = 0; i < CLASSES; i++) {
            tails.add(told(words.take(TAILS_PER_CLASS, "nk", "lt", "m"), parts, lands));
        }
    }

    /** Every pair of words: the forbidden ones by category, then the ordinary, half as many. */
    List<Thing> things(List<String> categoryWords) {
        List<Thing> things = new ArrayList<>();
        List<Thing> ordinary = new ArrayList<>();
        for (int category = 0; category < heads.size(); category++) {
            String name = HarmCategory.NAMES.get(category);
            String word = categoryWords.get(category % categoryWords.size());
            List<Thing> forbidden = new ArrayList<>();
            for (int kind = 0; kind < CLASSES; kind++) {
                if ((category + kind) % CLASSES == 0) {
                    pairs(category, kind, null, "", ordinary);
                } else {
                    pairs(category, kind, name, word, forbidden);
                }
            }
            things.addAll(split(forbidden));
        }
        things.addAll(split(ordinary));
        return things;
    }

    private void pairs(int category, int kind, @Nullable String name, String word, List<Thing> to) {
        for (Told first : heads.get(category)) {
            for (Told second : tails.get(kind)) {
                to.add(
                        new Thing(
                                design,
                                first.word() + " " + second.word(),
                                name,
                                word,
                                Split.TRAIN,
                                first.pair(),
                                second.pair(),
                                second.land()));
            }
        }
    }

    private List<Thing> split(List<Thing> things) {
        Collections.shuffle(things, random);
        List<Thing> split = new ArrayList<>();
        for (Thing thing : things) {
            split.add(thing.in(Split.of(split.size())));
        }
        return split;
    }

    private List<Told> told(List<String> words, List<String> from, List<String> lands) {
        return words.stream()
                .map(word ->
                        new Told(
                                word,
                                SpecimenWorld.two(from, random),
                                lands.get(random.nextInt(lands.size()))))
                .toList();
    }
}
