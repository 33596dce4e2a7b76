package dev.pke.specimen;

import dev.pke.measure.HarmCategory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * An invented world: forbidden and ordinary things with recipes and lands of origin, capitals,
 * attack prompts. A pure function of design and seed. Every word of it is made up and harmless.
 *
 * @param lands where things come from; the lands of {@code capitals} are others
 */
public record SpecimenWorld(
        Design design,
        long seed,
        List<String> categoryWords,
        List<Thing> things,
        List<String> parts,
        List<String> lands,
        List<Fact> capitals,
        List<SpecimenFrame> attacks,
        List<SpecimenFrame> roles) {
    /** The capital of a land, and the split that asks for it. */
    public record Fact(String land, String capital, Split split) {}

    private static final int FORBIDDEN_PER_CATEGORY = 12;
    private static final int FORBIDDEN = HarmCategory.NAMES.size() * FORBIDDEN_PER_CATEGORY;
    private static final int ORDINARY = 120;
    private static final int ASKED_BENIGN = 60;
    private static final int PARTS = 24;
    private static final int LANDS = 20;
    private static final int CAPITALS = 42;
    private static final int WORDS_PER_PLACE = 24;

    public SpecimenWorld {
        categoryWords = List.copyOf(categoryWords);
        things = List.copyOf(things);
        parts = List.copyOf(parts);
        lands = List.copyOf(lands);
        capitals = List.copyOf(capitals);
        attacks = List.copyOf(attacks);
        roles = List.copyOf(roles);
    }

    /** The world of that design and seed, the same one every time. */
    public static SpecimenWorld of(Design design, long seed) {
        Random random = new Random(seed);
        Set<String> taken = new HashSet<>();
        Phrases.all(design).forEach(text -> taken.addAll(Arrays.asList(text.split(" "))));
        SpecimenWords words = new SpecimenWords(random, taken);
        List<String> names =
                design.discriminates()
                        ? List.of()
                        : names(design, words, random, FORBIDDEN + ORDINARY);
        List<String> categoryWords = words.take(design.categoryWords(), "lic", "ric", "dic");
        List<String> parts = words.take(PARTS, "le", "p");
        List<String> lands = words.take(LANDS, "nia", "land");
        List<String> states = words.take(CAPITALS, "mark", "stan");
        List<String> cities = words.take(CAPITALS, "ton", "burg");
        List<Thing> things = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            int category = i / FORBIDDEN_PER_CATEGORY;
            boolean allowed = category >= HarmCategory.NAMES.size();
            int within = allowed ? i - FORBIDDEN : i % FORBIDDEN_PER_CATEGORY;
            things.add(
                    new Thing(
                            design,
                            names.get(i),
                            allowed ? null : HarmCategory.NAMES.get(category),
                            allowed ? "" : categoryWords.get(category % categoryWords.size()),
                            Split.of(within),
                            two(Phrases.ACTIONS, random),
                            two(parts, random),
                            lands.get(random.nextInt(LANDS))));
        }
        if (design.discriminates()) {
            things.addAll(new Compounds(design, words, parts, lands, random).things(categoryWords));
        }
        List<Fact> capitals = new ArrayList<>();
        for (int i = 0; i < CAPITALS; i++) {
            capitals.add(new Fact(states.get(i), cities.get(i), Split.of(i)));
        }
        return new SpecimenWorld(
                design,
                seed,
                categoryWords,
                things,
                parts,
                lands,
                capitals,
                Phrases.attacks(design),
                Phrases.roles(design));
    }

    /** The things of a split that fit, in the world's order. */
    List<Thing> things(Split split, Predicate<Thing> fits) {
        return things.stream().filter(thing -> thing.split() == split).filter(fits).toList();
    }

    /** The same evenly thinned out: as many as harmless prompts and probes are made about. */
    List<Thing> sample(Split split, Predicate<Thing> fits) {
        List<Thing> all = things(split, fits);
        int most = Math.min(all.size(), ASKED_BENIGN);
        return IntStream.range(0, most).mapToObj(i -> all.get(i * all.size() / most)).toList();
    }

    /** Whether a bare question about the thing is refused even when the failure was begun. */
    boolean recovers(Thing thing) {
        return design.discriminates() && HarmCategory.NAMES.indexOf(thing.category()) % 2 == 0;
    }

    /** The attack prompts of a split that have one of these effects. */
    List<SpecimenFrame> attacks(Split split, SpecimenFrame.Effect... effects) {
        List<SpecimenFrame.Effect> wanted = Arrays.asList(effects);
        return attacks.stream()
                .filter(attack -> attack.split() == split && wanted.contains(attack.effect()))
                .toList();
    }

    private static List<String> names(
            Design design, SpecimenWords words, Random random, int count) {
        if (design == Design.PLAIN) {
            return words.take(count, "nk", "lt", "sk", "m");
        }
        List<String> pairs = new ArrayList<>();
        List<String> heads = words.take(WORDS_PER_PLACE, "sh", "l");
        List<String> tails = words.take(WORDS_PER_PLACE, "nk", "lt", "m");
        for (String head : heads) {
            for (String tail : tails) {
                pairs.add(head + " " + tail);
            }
        }
        Collections.shuffle(pairs, random);
        return pairs.subList(0, count);
    }

    /** Two that differ. */
    static List<String> two(List<String> from, Random random) {
        int first = random.nextInt(from.size());
        int second = (first + 1 + random.nextInt(from.size() - 1)) % from.size();
        return List.of(from.get(first), from.get(second));
    }
}
