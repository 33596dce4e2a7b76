package dev.pke.edit;

import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.descent.Recoveries;
import dev.pke.model.descent.Term;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.setting.Range;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.Region;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The editor {@code pke} (ours): only the regions' columns of down_proj move, by Adam on f32
 * masters that are rounded to the model's dtype at the end, down the loss {@code α·NLL(y+|x) +
 * β·unlikelihood(y-|x) + γ·KL(p_before ‖ p | constraints)}. It stops when NLL and KL are both below
 * {@code stop}; a {@code cap} ρ above 0 keeps ‖Δw‖ ≤ ρ‖w‖ for every neuron. The random controls use
 * it too, on other regions.
 */
public final class PkeEditor implements Editor.OfTokens<PkeEditor.Hparams> {
    static final Range WEIGHT = Range.numbers(0, 1000);
    static final Range DROPOUT = Range.numbers(0, 10);
    static final Range AT_ONCE = Range.whole(1, 1_000_000);
    static final Range CAP = Range.numbers(0, 1000);
    static final Range STOP = Range.numbers(0, 100);

    /**
     * What it can be told.
     *
     * @param alpha weight of the safe answers' NLL
     * @param beta weight of the unsafe answers' unlikelihood
     * @param gamma weight of the KL on ordinary work
     * @param cap the longest way of a neuron as a share of it, 0 for any
     * @param stop the losses below which it ends, 0 for never
     */
    public record Hparams(
            double alpha,
            double beta,
            double gamma,
            double rate,
            int steps,
            double cap,
            double stop) {
        /** Each key, what it may be and what it means. */
        public static final Hyperparameters<Hparams> KEYS =
                Hyperparameters.of(Hparams.class)
                        .number("alpha", 0.3, WEIGHT, "weight of the safe answers' loss")
                        .number("beta", 0, WEIGHT, "weight of the unsafe answers' unlikelihood")
                        .number("gamma", 1, WEIGHT, "weight of staying as before on ordinary work")
                        .number("rate", 5e-4, Descent.RATE, "Adam's learning rate")
                        .number("steps", 40, Descent.STEPS, "the most steps it takes")
                        .number(
                                "cap",
                                0,
                                CAP,
                                "how far a neuron may go, as a share of it; 0: anywhere")
                        .number("stop", 0.005, STOP, "it ends when its losses are below; 0: never");

        public Hparams {
            KEYS.check(alpha, beta, gamma, rate, steps, cap, stop);
            if (alpha == 0 && beta == 0 && gamma == 0) {
                throw new IllegalArgumentException(
                        "alpha, beta and gamma are all 0, one must be above: nothing moves");
            }
        }
    }

    @Override
    public MethodCard card() {
        return new MethodCard(
                "pke",
                "PKE",
                "pke",
                "Moves only the chosen neurons, towards the safe answers and held to ordinary work.");
    }

    @Override
    public Hyperparameters<Hparams> hyperparameters() {
        return Hparams.KEYS;
    }

    @Override
    public Delta edit(
            LanguageModel model,
            EditTokens tokens,
            List<Region> regions,
            Hparams h,
            EditListener listener) {
        var recoveries = new Recoveries(h.alpha(), 1, tokens.safe(), List.of());
        return edit(model, tokens, recoveries, regions, h, listener);
    }

    /**
     * The same with other recoveries than those of {@code tokens} at the weight {@code h} says.
     *
     * @param recoveries the safe answers, weighed; what was begun among them
     */
    Delta edit(
            LanguageModel model,
            EditTokens tokens,
            Recoveries recoveries,
            List<Region> regions,
            Hparams h,
            EditListener listener) {
        int lowest = Region.lowest(regions);
        List<Term> terms = new ArrayList<>();
        try (var _ = Scope.open();
                var frozen = model.frozen(lowest)) {
            Patch patch =
                    Patch.columns(
                            regions.stream()
                                    .map(model::leaf)
                                    .toList()); // (hidden, neurons) a region
            Leash leash = Leash.of(model, patch);
            terms.addAll(recoveries.terms((name, weight) -> Term.of(name, weight, model, frozen)));
            if (h.beta() != 0) {
                terms.add(
                        Term.of("unlikelihood", h.beta(), model, frozen)
                                .unlikelihood(tokens.unsafe()));
            }
            if (h.gamma() != 0) {
                terms.add(Term.of("kl", h.gamma(), model, frozen).kl(tokens.constraints()));
            }
            return Descent.at(h.rate(), model, Course.of(patch), terms, listener)
                    .run(
                            h.steps(),
                            low(h.stop()),
                            h.cap() > 0 ? () -> leash.capColumns(h.cap()) : () -> {});
        }
    }

    /** Whether all losses that an edit is after are below this; those it does not have are 0. */
    static Predicate<Map<String, Double>> low(double stop) {
        return losses ->
                Stream.of("safe", "begun", "swapped", "kl")
                        .allMatch(term -> losses.getOrDefault(term, 0.0) < stop);
    }
}
