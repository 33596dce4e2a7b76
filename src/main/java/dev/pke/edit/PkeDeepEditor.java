package dev.pke.edit;

import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.descent.Recoveries;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Region;

import java.util.List;

/**
 * The editors {@code pke-deep}, {@code pke-deep-3}, {@code -5} and {@code -6} (ours): {@link
 * PkeEditor} trained to recover from inside the unsafe answer, down {@code α·NLL(y+ | x ⊕ first k
 * tokens of y-) + γ·KL(p_before ‖ p | constraints)}, the first a mean over all answer tokens at
 * every depth k from 0 to {@code depth}. The KL holds every position of the ordinary answers, so
 * that these go on too wherever they are begun; against that many recoveries it needs the larger
 * weight that is its default here.
 *
 * <p>A mean over depths is ready to give up one of them. So {@code pke-deep-3} weighs the first
 * word apart, {@code α·(f·NLL(y+ | x) + (1 − f)·NLL(y+ | x ⊕ first k tokens of y-))}, k from 1 on
 * and f being {@code first}; it goes with the locator of that name, {@code pke-deep} with both
 * others.
 *
 * <p>{@code pke-deep-5} goes down the third's loss with three things changed. Neurons move whole:
 * behind many tokens of an unsafe answer a few must fire where they never did, and moving what they
 * write can't make them. Recoveries are trained under Gaussian dropout of what flows into the
 * lowest block that moves, so that what few instances teach holds for others. And of ordinary work
 * a step looks at {@code at-once} answers, the next step at the next ones, so that a large pool
 * costs no more than a small one.
 *
 * <p>{@code pke-deep-6} is the fifth with one term more, {@code σ·NLL(first token of y+ | x ⊕ first
 * k tokens of y-, swapped)}, σ being {@code swapped}: wherever the unsafe answer would go on with a
 * word that it copies from the question, another word stands in that one's place, another at every
 * step ({@link dev.pke.model.descent.Swapped}); where {@code unit} is {@code run}, all that is
 * copied there in a row, for what ordinary answers copy in a row, so that a thing of two words
 * stays one. Dropout shakes all directions alike; this is the one in which a question differs from
 * the next. Trained on its first token alone, a refusal begins anew wherever it copies such a word
 * itself; so {@code answers·NLL(y+ swapped | x ⊕ first k tokens of y-, swapped)} can be added.
 */
public final class PkeDeepEditor<H extends Record & PkeDeepEditor.Told>
        implements Editor.OfTokens<H> {
    /** What every version is told. */
    interface Told {
        /** Edits the regions from all of the depths. */
        Delta edit(Asked asked);
    }

    /** What is asked of every version. */
    record Asked(
            LanguageModel model, EditTokens tokens, List<Region> regions, EditListener listener) {
        int lowest() {
            return Region.lowest(regions);
        }
    }

    /**
     * What the first can be told.
     *
     * @param alpha weight of the recoveries' NLL
     * @param gamma weight of the KL on ordinary work
     * @param depth tokens of the unsafe answer to recover from
     */
    public record Hparams(
            double alpha, double gamma, int depth, double rate, int steps, double cap, double stop)
            implements Told {
        /** Each key, what it may be and what it means. */
        public static final Hyperparameters<Hparams> KEYS =
                Hyperparameters.of(Hparams.class)
                        .number("alpha", 0.3, PkeEditor.WEIGHT, "weight of the recoveries' loss")
                        .number(
                                "gamma",
                                5,
                                PkeEditor.WEIGHT,
                                "weight of staying as before, ordinary work")
                        .number(
                                "depth",
                                6,
                                EditTokens.DEPTH,
                                "tokens of the unsafe answer to recover from")
                        .number("rate", 5e-4, Descent.RATE, "Adam's learning rate")
                        .number("steps", 120, Descent.STEPS, "the most steps it takes")
                        .number(
                                "cap",
                                0,
                                PkeEditor.CAP,
                                "how far a neuron may go, a share of it; 0: anywhere")
                        .number(
                                "stop",
                                0.001,
                                PkeEditor.STOP,
                                "it ends when its losses are below; 0: never");

        public Hparams {
            KEYS.check(alpha, gamma, depth, rate, steps, cap, stop);
            if (alpha == 0 && gamma == 0) {
                throw new IllegalArgumentException(
                        "alpha and gamma are both 0, one must be above: nothing moves");
            }
        }

        @Override
        public Delta edit(Asked asked) {
            return new PkeEditor()
                    .edit(
                            asked.model,
                            asked.tokens.deep(depth),
                            asked.regions,
                            shallow(),
                            asked.listener);
        }

        private PkeEditor.Hparams shallow() {
            return new PkeEditor.Hparams(alpha, 0, gamma, rate, steps, cap, stop);
        }
    }

    /**
     * What the third can be told.
     *
     * @param first the first word's share of alpha
     */
    public record Third(
            double alpha,
            double gamma,
            int depth,
            double rate,
            int steps,
            double cap,
            double stop,
            double first)
            implements Told {
        /** Each key, what it may be and what it means. */
        public static final Hyperparameters<Third> KEYS =
                Hyperparameters.of(Third.class)
                        .all(Hparams.KEYS)
                        .number("first", 0.25, EditTokens.FIRST, EditTokens.FIRST_MEANS);

        public Third {
            KEYS.check(alpha, gamma, depth, rate, steps, cap, stop, first);
            var _ = new Hparams(alpha, gamma, depth, rate, steps, cap, stop); // holds its checks
        }

        @Override
        public Delta edit(Asked asked) {
            EditTokens tokens = asked.tokens;
            PkeEditor.Hparams same =
                    new Hparams(alpha, gamma, depth, rate, steps, cap, stop).shallow();
            var recoveries = new Recoveries(alpha, first, tokens.safe(), tokens.begun(depth));
            return new PkeEditor()
                    .edit(asked.model, tokens, recoveries, asked.regions, same, asked.listener);
        }
    }

    private final MethodCard card;
    private final Hyperparameters<H> keys;

    private PkeDeepEditor(MethodCard card, Hyperparameters<H> keys) {
        this.card = card;
        this.keys = keys;
    }

    /** The first version, {@code pke-deep}. */
    public static PkeDeepEditor<Hparams> first() {
        return new PkeDeepEditor<>(
                new MethodCard(
                        "pke-deep",
                        "PKE, deep",
                        "pke",
                        "Moves only the chosen neurons, to recover from inside the unsafe answer too."),
                Hparams.KEYS);
    }

    /** The third, {@code pke-deep-3}. */
    public static PkeDeepEditor<Third> third() {
        return new PkeDeepEditor<>(
                new MethodCard(
                        "pke-deep-3",
                        "PKE, deep 3",
                        "pke",
                        "Moves only the chosen neurons, to refuse from the first word and from inside"
                                + " the unsafe answer."),
                Third.KEYS);
    }

    /** The fifth, {@code pke-deep-5}. */
    public static PkeDeepEditor<PkeWhole.Fifth> fifth() {
        return new PkeDeepEditor<>(
                new MethodCard(
                        "pke-deep-5",
                        "PKE, deep 5",
                        "pke",
                        "Moves only the chosen neurons, all of each, to refuse from the first word and"
                                + " from inside the unsafe answer."),
                PkeWhole.Fifth.KEYS);
    }

    /** The sixth, {@code pke-deep-6}. */
    public static PkeDeepEditor<PkeWhole.Sixth> sixth() {
        return new PkeDeepEditor<>(
                new MethodCard(
                        "pke-deep-6",
                        "PKE, deep 6",
                        "pke",
                        "Moves only the chosen neurons, all of each, to refuse from inside the unsafe"
                                + " answer too, whatever it copies from the question."),
                PkeWhole.Sixth.KEYS);
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
    public Delta edit(
            LanguageModel model,
            EditTokens tokens,
            List<Region> regions,
            H h,
            EditListener listener) {
        return h.edit(new Asked(model, tokens, regions, listener));
    }
}
