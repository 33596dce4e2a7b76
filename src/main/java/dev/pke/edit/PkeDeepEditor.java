package dev.pke.edit;

import dev.pke.model.EditTokens;
import dev.pke.model.Frozen;
import dev.pke.model.LanguageModel;
import dev.pke.model.descent.Recoveries;
import dev.pke.model.descent.Term;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.setting.Range;
import dev.pke.model.setting.Toggle;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Neurons;
import dev.pke.model.weights.Region;

import java.util.List;

/**
 * The editors {@code pke-deep}, {@code pke-deep-3} and {@code pke-deep-5} (ours): {@link PkeEditor}
 * trained to recover from inside the unsafe answer, down {@code α·NLL(y+ | x ⊕ first k tokens of
 * y-) + γ·KL(p_before ‖ p | constraints)}, the first a mean over all answer tokens at every depth k
 * from 0 to {@code depth}. The KL holds every position of the ordinary answers, so that these go on
 * too wherever they are begun; against that many recoveries it needs the larger weight that is its
 * default here.
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
 */
public final class PkeDeepEditor<H extends Record & PkeDeepEditor.Told>
        implements Editor.OfTokens<H> {
    /** What every version is told. */
    interface Told {
        /** Edits the regions from all of the depths. */
        Delta edit(
                LanguageModel model,
                EditTokens tokens,
                List<Region> regions,
                EditListener listener);
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
        public Delta edit(
                LanguageModel model,
                EditTokens tokens,
                List<Region> regions,
                EditListener listener) {
            return new PkeEditor().edit(model, tokens.deep(depth), regions, shallow(), listener);
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
        public Delta edit(
                LanguageModel model,
                EditTokens tokens,
                List<Region> regions,
                EditListener listener) {
            PkeEditor.Hparams same =
                    new Hparams(alpha, gamma, depth, rate, steps, cap, stop).shallow();
            var recoveries = new Recoveries(alpha, first, tokens.safe(), tokens.begun(depth));
            return new PkeEditor().edit(model, tokens, recoveries, regions, same, listener);
        }
    }

    /**
     * What the fifth can be told.
     *
     * @param reads whether what the neurons read moves, not only what they write
     * @param dropout standard deviation of what recoveries are multiplied by
     * @param atOnce ordinary answers that a step looks at
     */
    public record Fifth(
            double alpha,
            double gamma,
            int depth,
            double rate,
            int steps,
            double stop,
            double first,
            Toggle reads,
            double dropout,
            int atOnce,
            long seed)
            implements Told {
        /** Each key, what it may be and what it means. */
        public static final Hyperparameters<Fifth> KEYS =
                Hyperparameters.of(Fifth.class)
                        .all(Third.KEYS)
                        .without("cap")
                        .choice("reads", Toggle.class, "whether what neurons read moves too")
                        .number(
                                "dropout",
                                0.5,
                                Range.numbers(0, 10),
                                "how far recoveries are shaken, as a share; 0: not")
                        .number(
                                "at-once",
                                64,
                                Range.whole(1, 1_000_000),
                                "ordinary answers that a step looks at, in turn")
                        .seed("of the dropout");

        public Fifth {
            KEYS.check(alpha, gamma, depth, rate, steps, stop, first, reads, dropout, atOnce, seed);
            var _ = new Hparams(alpha, gamma, depth, rate, steps, 0, stop); // holds its checks
        }

        @Override
        public Delta edit(
                LanguageModel model,
                EditTokens tokens,
                List<Region> regions,
                EditListener listener) {
            try (var _ = Scope.open();
                    Frozen frozen = Frozen.into(model, Region.lowest(regions))) {
                var extent = reads == Toggle.ON ? Neurons.Extent.WHOLE : Neurons.Extent.WRITTEN;
                Neurons neurons = new Neurons(model.weights(), regions, extent);
                Course course = new WholeNeurons(neurons, neurons.leaves());
                return Descent.at(rate, model, course, terms(model, frozen, tokens), listener)
                        .run(steps, PkeEditor.low(stop), () -> {});
            }
        }

        private List<Term> terms(LanguageModel model, Frozen frozen, EditTokens tokens) {
            List<Term> terms =
                    new Recoveries(alpha, first, tokens.safe(), tokens.begun(depth))
                            .terms((name, weight) ->
                                    Term.of(name, weight, model, frozen).shaken(dropout, seed));
            if (gamma != 0) {
                Term kl = Term.of("kl", gamma, model, frozen);
                tokens.portions(atOnce).forEach(portion -> kl.apart().kl(portion));
                terms.add(kl);
            }
            return terms;
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
    public static PkeDeepEditor<Fifth> fifth() {
        return new PkeDeepEditor<>(
                new MethodCard(
                        "pke-deep-5",
                        "PKE, deep 5",
                        "pke",
                        "Moves only the chosen neurons, all of each, to refuse from the first word and"
                                + " from inside the unsafe answer."),
                Fifth.KEYS);
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
        return h.edit(model, tokens, regions, listener);
    }
}
