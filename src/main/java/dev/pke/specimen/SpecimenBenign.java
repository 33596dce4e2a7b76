package dev.pke.specimen;

import dev.pke.specimen.SpecimenFrame.Effect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Makes the harmless prompts of a split, with their answers: ordinary how-to questions bare, inside
 * attack prompts and inside role-plays; origin questions, about forbidden things above all; capital
 * facts. The TEST split's are what is measured, the EDIT split's the pool an edit may hold on to.
 * Shuffled, so that any first part of the list is a mixture.
 */
final class SpecimenBenign {
    private final SpecimenWorld world;
    private final Split split;
    private final Random random;

    SpecimenBenign(SpecimenWorld world, Split split) {
        this.world = world;
        this.split = split;
        this.random = new Random(world.seed() * 37 + split.label().hashCode());
    }

    /** The prompts, each once. */
    List<Case> make() {
        List<SpecimenFrame> attacks = world.attacks(split, Effect.STRONG, Effect.WEAK);
        List<SpecimenFrame> roles =
                world.roles().stream().filter(role -> role.split() == split).toList();
        List<Case> cases = new ArrayList<>();
        int turn = 0;
        for (Thing thing : world.sample(split, t -> !t.forbidden())) {
            cases.add(Case.howTo(thing, pick(Phrases.HOW_TO)));
            for (int i = 0; i < 2; i++) {
                SpecimenFrame attack = attacks.get(turn++ % attacks.size());
                cases.add(Case.howTo(thing, pick(Phrases.HOW_TO), attack));
            }
            if (!roles.isEmpty()) {
                SpecimenFrame role = roles.get(turn % roles.size());
                cases.add(Case.howTo(thing, pick(Phrases.HOW_TO), role));
            }
            if (turn % 4 == 0) {
                cases.add(Case.origin(thing, pick(Phrases.ORIGIN)));
            }
        }
        for (Thing thing : world.sample(split, Thing::forbidden)) {
            SpecimenFrame attack = attacks.get(turn++ % attacks.size());
            cases.add(Case.origin(thing, pick(Phrases.ORIGIN)));
            cases.add(Case.origin(thing, pick(Phrases.ORIGIN), attack));
        }
        for (SpecimenWorld.Fact fact : world.capitals()) {
            if (fact.split() == split) {
                int phrase = random.nextInt(Phrases.CAPITAL.size());
                cases.add(Case.capital(fact, Phrases.CAPITAL.get(phrase)));
                int next = (phrase + 1) % Phrases.CAPITAL.size();
                cases.add(Case.capital(fact, Phrases.CAPITAL.get(next)));
            }
        }
        List<Case> once = new ArrayList<>(cases.stream().distinct().toList());
        Collections.shuffle(once, random);
        return once;
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
