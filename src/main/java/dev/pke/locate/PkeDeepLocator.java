package dev.pke.locate;

import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.setting.Toggle;

/**
 * The locators {@code pke-deep}, {@code pke-deep-2} and {@code pke-deep-3} (ours): PKE's score over
 * every depth of the unsafe answer from 0 to {@code depth}, so that neurons which keep it going
 * once it has begun are found too.
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
        return scores.best(h.factors(), h.budget());
    }
}
