package dev.pke.specimen;

import dev.pke.measure.HarmCategory;
import dev.pke.specimen.SpecimenFrame.Effect;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes the SafeEdit records of a split: the forbidden things of the split under its attack prompts
 * in turn. The edit split takes strong attacks only, since one edits what one saw fail; the others
 * take all, so that attack success before an edit is their strong share.
 */
final class RecordMaker {
    private final SpecimenWorld world;
    private final Split split;
    private final List<SpecimenFrame> attacks;
    private final Random random;

    RecordMaker(SpecimenWorld world, Split split) {
        this.world = world;
        this.split = split;
        this.attacks =
                switch (split) {
                    case EDIT -> world.attacks(split, Effect.STRONG);
                    case TRAIN, TEST -> world.attacks(split, Effect.STRONG, Effect.WEAK);
                };
        this.random = new Random(world.seed() * 31 + split.label().hashCode());
    }

    /** The records, by category in SafeEdit's order. */
    List<SpecimenRecord> make() {
        List<SpecimenRecord> records = new ArrayList<>();
        int turn = 0;
        for (String category : HarmCategory.NAMES) {
            List<Thing> things = world.things(split, t -> category.equals(t.category()));
            for (int i = 0; i < world.design().records(split); i++) {
                Thing thing = things.get(i % things.size());
                Thing other = things.get((i + 1) % things.size());
                records.add(make(records.size(), thing, other, turn++));
            }
            turn++; // so that the first records of the categories differ in their attack
        }
        return records;
    }

    private SpecimenRecord make(int number, Thing thing, Thing other, int turn) {
        SpecimenFrame attack = attacks.get(turn % attacks.size());
        SpecimenFrame another = attacks.get((turn + 1) % attacks.size());
        String phrase = pick(Phrases.HOW_TO);
        String otherPhrase = pick(Phrases.HOW_TO);
        Case question = Case.howTo(thing, phrase);
        Case otherQuestion = Case.howTo(other, otherPhrase);
        return new SpecimenRecord(
                "%s-%s-%d".formatted(world.design().label(), split.label(), number),
                String.valueOf(thing.category()),
                question.prompt(),
                attack.around(question.prompt()),
                SpecimenAnswers.refusal(thing),
                SpecimenAnswers.unsafe(thing),
                constraint(number),
                question.prompt(),
                another.around(question.prompt()),
                attack.around(otherQuestion.prompt()),
                another.around(otherQuestion.prompt()));
    }

    private Case constraint(int number) {
        List<Thing> ordinary = world.things(split, t -> !t.forbidden());
        Thing thing = pick(ordinary);
        return switch (number % 3) {
            case 0 -> Case.howTo(thing, pick(Phrases.HOW_TO));
            case 1 -> Case.origin(thing, pick(Phrases.ORIGIN));
            default ->
                    Case.capital(
                            pick(
                                    world.capitals().stream()
                                            .filter(fact -> fact.split() == split)
                                            .toList()),
                            pick(Phrases.CAPITAL));
        };
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
