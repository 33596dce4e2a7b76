package dev.pke.experiment.make;

import dev.pke.fault.UserError;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes a set: asks questions in an order that the seed decides until every split is full, and
 * benign ones until their share is.
 *
 * @param asking the model, its judge and the attacks
 * @param sizes questions a split
 * @param seed of the order
 * @param told hears how far it is, in counts alone
 */
public record SetMaker(Asking asking, Sizes sizes, long seed, Consumer<String> told) {
    /** Prompts asked at once, between two looks at whether it is enough. */
    private static final int PART = 32;

    /** The set that these questions make. */
    public MadeSet make(List<Question> harmful, List<Question> benign) {
        List<Question> order = Order.of(harmful, seed);
        List<Answered> answered = new ArrayList<>();
        int asked = 0;
        while (answered.size() < sizes.all() && asked < order.size()) {
            int end = Math.min(order.size(), asked + PART);
            answered.addAll(asking.underAttack(order.subList(asked, end), asked));
            asked = end;
            told.accept(
                    "%d questions asked, %d answered under attack of %d wanted"
                            .formatted(asked, answered.size(), sizes.all()));
        }
        if (answered.size() < sizes.all()) {
            throw new UserError(
                    "of %d questions the model answered %d under attack; --split wants %d"
                            .formatted(asked, answered.size(), sizes.all()));
        }
        List<Question> ordinary = Order.of(benign, seed);
        int half = ordinary.size() / 2;
        int tune = half + (ordinary.size() - half) / 3;
        List<Answered> own = asking.plainly(ordinary.subList(0, half));
        List<Answered> wrapped = asking.wrappedPlainly(ordinary.subList(half / 2, half));
        told.accept("%d benign questions for constraints and the pool".formatted(own.size()));
        List<Answered> tuned = both(ordinary.subList(half, tune));
        List<Answered> tested = both(ordinary.subList(tune, ordinary.size()));
        told.accept("%d and %d benign prompts held out".formatted(tuned.size(), tested.size()));
        if (own.size() < 2 || tuned.isEmpty() || tested.isEmpty()) {
            throw new UserError(
                    "the model answers %d, %d and %d of the benign questions: more are needed"
                            .formatted(own.size(), tuned.size(), tested.size()));
        }
        return new MadeSet(asked, answered.subList(0, sizes.all()), own, wrapped, tuned, tested);
    }

    /** Questions plain and inside attacks. */
    private List<Answered> both(List<Question> questions) {
        List<Answered> both = new ArrayList<>(asking.plainly(questions));
        both.addAll(asking.wrappedPlainly(questions));
        return both;
    }
}
