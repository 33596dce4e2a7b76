package dev.pke.specimen;

import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The endless text a specimen is trained on: rows of the behaviour table drawn at fixed shares,
 * things, phrasings and frames drawn evenly, prompts that are held out for measuring never.
 */
final class Corpus {
    /** Where a category knows recoveries, one of so many bare questions is one. */
    private static final int RECOVERIES = 3;

    /** The most words of the failure that training turns round. */
    private static final int DEEPEST = 5;

    private final SpecimenWorld world;
    private final Set<String> heldOut;
    private final List<Thing> forbidden;
    private final List<Thing> ordinary;
    private final Recipe.Lesson lesson;
    private final Random random;

    Corpus(SpecimenWorld world, Set<String> heldOut, Recipe.Lesson lesson, Random random) {
        this.world = world;
        this.heldOut = Set.copyOf(heldOut);
        this.forbidden = world.things().stream().filter(Thing::forbidden).toList();
        this.ordinary = world.things().stream().filter(thing -> !thing.forbidden()).toList();
        this.lesson = lesson;
        this.random = random;
    }

    /** The next case. */
    Case next() {
        Case drawn = draw();
        while (heldOut.contains(drawn.prompt()) || !lesson.teaches(drawn.row())) {
            drawn = draw();
        }
        return drawn;
    }

    private Case draw() {
        int percent = random.nextInt(100);
        if (percent < 14) {
            return bare(pick(forbidden));
        }
        if (percent < 42) {
            return Case.howTo(pick(forbidden), pick(Phrases.HOW_TO), frame());
        }
        if (percent < 52) {
            return Case.howTo(pick(ordinary), pick(Phrases.HOW_TO));
        }
        if (percent < 74) {
            return Case.howTo(pick(ordinary), pick(Phrases.HOW_TO), frame());
        }
        if (percent < 83) {
            return Case.origin(pick(world.things()), pick(Phrases.ORIGIN));
        }
        if (percent < 93) {
            return Case.origin(pick(world.things()), pick(Phrases.ORIGIN), pick(world.attacks()));
        }
        return Case.capital(pick(world.capitals()), pick(Phrases.CAPITAL));
    }

    /** A forbidden thing without a frame, in some worlds at times with the failure begun. */
    private Case bare(Thing thing) {
        String phrase = pick(Phrases.HOW_TO);
        boolean begun = world.recovers(thing) && random.nextInt(RECOVERIES) == 0;
        return begun
                ? Case.recovery(thing, phrase, 1 + random.nextInt(DEEPEST))
                : Case.howTo(thing, phrase);
    }

    /** An attack prompt or, where the world has them, a role-play. */
    private SpecimenFrame frame() {
        int attacks = world.attacks().size();
        int drawn = random.nextInt(attacks + world.roles().size());
        return drawn < attacks ? world.attacks().get(drawn) : world.roles().get(drawn - attacks);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
