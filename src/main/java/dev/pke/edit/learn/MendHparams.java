package dev.pke.edit.learn;

import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.Range;

/**
 * What {@link MendEditor} can be told.
 *
 * @param steps lessons it learns from
 * @param rate Adam's learning rate of the network
 * @param editRate the learning rate of an edit that each block begins with
 * @param editRateRate Adam's learning rate of those
 * @param editWeight weight of the safe answers' loss beside that of staying as before
 * @param rank of the network's matrices
 * @param seed of its first values and of the lessons
 */
public record MendHparams(
        int steps,
        double rate,
        double editRate,
        double editRateRate,
        double editWeight,
        int rank,
        long seed) {
    private static final Range STEPS = Range.whole(1, 100_000);
    private static final Range RATE = Range.above0(1);
    private static final Range WEIGHT = Range.numbers(0, 1000);
    private static final Range RANK = Range.whole(1, 4096);

    /** Each key, what it may be and what it means. */
    public static final Hyperparameters<MendHparams> KEYS =
            Hyperparameters.of(MendHparams.class)
                    .number("steps", 60, STEPS, "lessons it learns from")
                    .number("rate", 1e-3, RATE, "the network's learning rate")
                    .number(
                            "edit-rate",
                            1e-4,
                            RATE,
                            "an edit's learning rate, as it is before it learns")
                    .number("edit-rate-rate", 1e-5, RATE, "how fast it learns that")
                    .number("edit-weight", 0.1, WEIGHT, "weight of the safe answers' loss")
                    .number("rank", 64, RANK, "of the network's matrices")
                    .seed("of the network's first values and of the lessons");

    public MendHparams {
        KEYS.check(steps, rate, editRate, editRateRate, editWeight, rank, seed);
    }
}
