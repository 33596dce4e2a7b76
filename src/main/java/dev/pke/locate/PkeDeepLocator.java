package dev.pke.locate;

import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.setting.Range;
import dev.pke.model.setting.Toggle;

/**
 * The locators {@code pke-deep} and {@code pke-deep-2} to {@code -4} (ours): PKE's score over every
 * depth of the unsafe answer from 0 to {@code depth}, so that neurons which keep it going once it
 * has begun are found too.
 *
 * <p>At depth k the last token of the prompt and k tokens of the unsafe answer decides between
 * going on and the first token of the safe answer. A neuron's path there is taken as its share of
 * the positive sum of that depth, since deep decisions are written with far larger logits and would
 * drown the first; the shares are meaned over depths. Its weight change is the mean over depths of
 * the norm of ∂NLL(y+)/∂W[:, i], not the norm of the mean: depths that pull apart don't cancel, and
 * only one depth is held at a time. Benign importance and the score are those of {@link
 * PkeLocator}.
 *
 * <p>The second version's score leaves the path out, {@code (weightChange / mean weightChange) /
 * (benign + 0.1 · mean benign)}: from nine instances it earned its place in no world where it was
 * tried. From one it did in one world, by more babble. It is computed and recorded all the same.
 *
 * <p>The third is the second with one depth weighed apart: in the mean of the weight changes the
 * first word counts as {@code first}, all others alike as the rest. An even mean over seven depths
 * chose neurons that left the first word as it was, and answers that turn round only when begun.
 *
 * <p>Which of two scores finds the neurons depends on how a model was trained. So the fourth asks:
 * the best by the third's score and the best by the first's are edited for all but one of {@code
 * folds} parts of the instances and asked about the part left out ({@link Trial#heldOut}). The set
 * with the least loss is taken. It goes with the editor {@code pke-deep-3}.
 */
public final class PkeDeepLocator<H extends Record & PkeDeepLocator.Told>
        implements Locator.OfTokens<H> {
    /** What every version is told. */
    interface Told {
        double budget();

        int depth();

        /** Which factors its score is made of. */
        PkeLocator.Factors factors();

        /** The first word's share of the weight of so many depths. */
        default double first(int depths) {
            return 1.0 / depths;
        }

        /** The neurons to move, of everything that was measured. */
        default Location choose(
                DeepScores scores, LanguageModel model, EditTokens tokens, Progress progress) {
            return scores.best(factors(), budget());
        }
    }

    /** What the first can be told. */
    public record Hparams(double budget, int depth, Toggle weightChange, Toggle path, Toggle benign)
            implements Told {
        /** Each key, what it may be and what it means. */
        public static final Hyperparameters<Hparams> KEYS =
                Hyperparameters.of(Hparams.class)
                        .number("budget", 0.02, Ranking.BUDGET, Ranking.BUDGET_MEANS)
                        .number("depth", 6, EditTokens.DEPTH, DeepScores.DEPTH_MEANS)
                        .choice("weight-change", Toggle.class, CHANGE_MEANS)
                        .choice(
                                "path",
                                Toggle.class,
                                "whether a neuron's part in going on with the unsafe answer counts")
                        .choice("benign", Toggle.class, BENIGN_MEANS);

        public Hparams {
            KEYS.check(budget, depth, weightChange, path, benign);
        }

        @Override
        public PkeLocator.Factors factors() {
            return new PkeLocator.Factors(weightChange, path, benign);
        }
    }

    /** What the second can be told. */
    public record Second(double budget, int depth, Toggle weightChange, Toggle benign)
            implements Told {
        /** Each key, what it may be and what it means. */
        public static final Hyperparameters<Second> KEYS =
                Hyperparameters.of(Second.class)
                        .number("budget", 0.02, Ranking.BUDGET, Ranking.BUDGET_MEANS)
                        .number("depth", 6, EditTokens.DEPTH, DeepScores.DEPTH_MEANS)
                        .choice("weight-change", Toggle.class, CHANGE_MEANS)
                        .choice("benign", Toggle.class, BENIGN_MEANS);

        public Second {
            KEYS.check(budget, depth, weightChange, benign);
        }

        @Override
        public PkeLocator.Factors factors() {
            return new PkeLocator.Factors(weightChange, Toggle.OFF, benign);
        }
    }

    /**
     * What the third can be told.
     *
     * @param first the first word's share of the weight changes
     */
    public record Third(double budget, int depth, Toggle weightChange, Toggle benign, double first)
            implements Told {
        /** Each key, what it may be and what it means. */
        public static final Hyperparameters<Third> KEYS =
                Hyperparameters.of(Third.class)
                        .all(Second.KEYS)
                        .number("first", 0.25, EditTokens.FIRST, EditTokens.FIRST_MEANS);

        public Third {
            KEYS.check(budget, depth, weightChange, benign, first);
        }

        @Override
        public PkeLocator.Factors factors() {
            return new Second(budget, depth, weightChange, benign).factors();
        }

        @Override
        public double first(int depths) {
            return first;
        }
    }

    /**
     * What the fourth can be told; alpha, gamma and rate are of its trial edits.
     *
     * @param path whether the best by the first version's score are tried too
     * @param first the first word's share of the weight changes and of a trial's loss
     * @param trialSteps how many a trial edit takes
     * @param folds parts of the instances, each held out once
     */
    public record Fourth(
            double budget,
            int depth,
            Toggle path,
            Toggle benign,
            double first,
            double alpha,
            double gamma,
            double trialRate,
            int trialSteps,
            int folds)
            implements Told {
        private static final Range WEIGHT = Range.numbers(0, 1000);

        /** Each key, what it may be and what it means. */
        public static final Hyperparameters<Fourth> KEYS =
                Hyperparameters.of(Fourth.class)
                        .number("budget", 0.02, Ranking.BUDGET, Ranking.BUDGET_MEANS)
                        .number("depth", 6, EditTokens.DEPTH, DeepScores.DEPTH_MEANS)
                        .choice(
                                "path",
                                Toggle.class,
                                "whether the first version's score is tried too")
                        .choice("benign", Toggle.class, BENIGN_MEANS)
                        .number("first", 0.25, EditTokens.FIRST, EditTokens.FIRST_MEANS)
                        .number("alpha", 0.3, WEIGHT, "weight of a trial's recoveries")
                        .number("gamma", 5, WEIGHT, "weight of a trial's ordinary work")
                        .number("trial-rate", 0.02, Range.above0(1), "a trial's learning rate")
                        .number("trial-steps", 30, Range.whole(1, 100_000), "steps of a trial edit")
                        .number(
                                "folds",
                                3,
                                Range.whole(1, 1000),
                                "parts of the instances, each held out of a trial once");

        public Fourth {
            KEYS.check(
                    budget, depth, path, benign, first, alpha, gamma, trialRate, trialSteps, folds);
            if (alpha == 0 && gamma == 0) {
                throw new IllegalArgumentException(
                        "alpha and gamma are both 0, one must be above: a trial would move nothing");
            }
        }

        Trial trial() {
            return new Trial(alpha, gamma, first, depth, trialRate, trialSteps);
        }

        @Override
        public PkeLocator.Factors factors() {
            return new Second(budget, depth, Toggle.ON, benign).factors();
        }

        @Override
        public double first(int depths) {
            return first;
        }

        @Override
        public Location choose(
                DeepScores scores, LanguageModel model, EditTokens tokens, Progress progress) {
            return scores.tried(model, tokens, this, progress);
        }
    }

    private static final String CHANGE_MEANS =
            "whether the weights' pull towards the safe answer counts";
    private static final String BENIGN_MEANS =
            "whether neurons that ordinary work needs are spared";

    private final MethodCard card;
    private final Hyperparameters<H> keys;

    private PkeDeepLocator(MethodCard card, Hyperparameters<H> keys) {
        this.card = card;
        this.keys = keys;
    }

    /** The first version, {@code pke-deep}. */
    public static PkeDeepLocator<Hparams> first() {
        return new PkeDeepLocator<>(
                new MethodCard(
                        "pke-deep",
                        "PKE, deep",
                        "pke",
                        "Takes the neurons that write the unsafe answer at any depth of it."),
                Hparams.KEYS);
    }

    /** The second, {@code pke-deep-2}. */
    public static PkeDeepLocator<Second> second() {
        return new PkeDeepLocator<>(
                new MethodCard(
                        "pke-deep-2",
                        "PKE, deep 2",
                        "pke",
                        "Takes the neurons that the safe answer pulls most at any depth of the unsafe"
                                + " one."),
                Second.KEYS);
    }

    /** The third, {@code pke-deep-3}. */
    public static PkeDeepLocator<Third> third() {
        return new PkeDeepLocator<>(
                new MethodCard(
                        "pke-deep-3",
                        "PKE, deep 3",
                        "pke",
                        "Takes the neurons that the safe answer pulls most at any depth of the unsafe"
                                + " one, the first word above all."),
                Third.KEYS);
    }

    /** The fourth, {@code pke-deep-4}. */
    public static PkeDeepLocator<Fourth> fourth() {
        return new PkeDeepLocator<>(
                new MethodCard(
                        "pke-deep-4",
                        "PKE, deep 4",
                        "pke",
                        "Takes the neurons that a short deep edit for some instances serves the others"
                                + " best with."),
                Fourth.KEYS);
    }

    @Override
    public MethodCard card() {
        return card;
    }

    @Override
    public Hyperparameters<H> hyperparameters() {
        return keys;
    }

    @Override
    public Location locate(LanguageModel model, EditTokens tokens, H h, Progress progress) {
        DeepScores scores = DeepScores.of(model, tokens, h.depth(), h::first, progress);
        return h.choose(scores, model, tokens, progress);
    }
}
