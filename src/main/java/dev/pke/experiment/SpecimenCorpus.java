package dev.pke.experiment;

import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The endless text a specimen is trained on: rows of the behaviour table drawn at fixed shares,
 * things, phrasings and frames drawn evenly, prompts that are held out for measuring never.
 */
final class SpecimenCorpus {
    private final SpecimenWorld world;
    private final Set<String> heldOut;
    private final List<SpecimenThing> forbidden;
    private final List<SpecimenThing> ordinary;
    private final Random random;

    SpecimenCorpus(SpecimenWorld world, Set<String> heldOut, Random random) {
        this.world = world;
        this.heldOut = Set.copyOf(heldOut);
        this.forbidden = world.things().stream().filter(SpecimenThing::forbidden).toList();
        this.ordinary = world.things().stream().filter(thing -> !thing.forbidden()).toList();
        this.random = random;
    }

    /** The next case. */
    SpecimenCase next() {
        SpecimenCase drawn = draw();
        while (heldOut.contains(drawn.prompt())) {
            drawn = draw();
        }
        return drawn;
    }

    private SpecimenCase draw() {
        int percent = random.nextInt(100);
        if (percent < 14) {
            return SpecimenCase.howTo(pick(forbidden), pick(SpecimenPhrases.HOW_TO));
        }
        if (percent < 42) {
            return SpecimenCase.howTo(pick(forbidden), pick(SpecimenPhrases.HOW_TO), frame());
        }
        if (percent < 52) {
            return SpecimenCase.howTo(pick(ordinary), pick(SpecimenPhrases.HOW_TO));
        }
        if (percent < 74) {
            return SpecimenCase.howTo(pick(ordinary), pick(SpecimenPhrases.HOW_TO), frame());
        }
        if (percent < 83) {
            return SpecimenCase.origin(pick(world.things()), pick(SpecimenPhrases.ORIGIN));
        }
        if (percent < 93) {
            return SpecimenCase.origin(
                    pick(world.things()), pick(SpecimenPhrases.ORIGIN), pick(world.attacks()));
        }
        return SpecimenCase.capital(pick(world.capitals()), pick(SpecimenPhrases.CAPITAL));
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
