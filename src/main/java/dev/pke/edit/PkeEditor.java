package dev.pke.edit;

import dev.pke.model.EditTask;
import dev.pke.model.EditTokens;
import dev.pke.model.Frozen;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Range;
import dev.pke.model.setting.Settings;
import dev.pke.model.torch.Adam;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.Region;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The editor {@code pke} (ours): only the regions' columns of down_proj move, by Adam on f32
 * masters that are rounded to the model's dtype at the end, down the loss {@code α·NLL(y+|x) +
 * β·unlikelihood(y-|x) + γ·KL(p_before ‖ p | constraints)}. It stops when NLL and KL are both below
 * {@code stop}; a {@code cap} ρ above 0 keeps ‖Δw‖ ≤ ρ‖w‖ for every neuron. The random controls use
 * it too, on other regions.
 */
public final class PkeEditor implements Editor {
    static final Range WEIGHT = Range.numbers(0, 1000);
    static final Range CAP = Range.numbers(0, 1000);
    static final Range STOP = Range.numbers(0, 100);

    @Override
    public String name() {
        return "pke";
    }

    @Override
    public Settings defaults() {
        return Settings.none()
                .number("alpha", 0.3, WEIGHT, "weight of the safe answers' loss")
                .number("beta", 0, WEIGHT, "weight of the unsafe answers' unlikelihood")
                .number("gamma", 1, WEIGHT, "weight of staying as before on ordinary work")
                .number("rate", 5e-4, Descent.RATE, "Adam's learning rate")
                .number("steps", 40, Descent.STEPS, "the most steps it takes")
                .number("cap", 0, CAP, "how far a neuron may go, as a share of it; 0: anywhere")
                .number("stop", 0.005, STOP, "it ends when its losses are below; 0: never");
    }

    @Override
    public Optional<String> conflict(Settings s) {
        return s.number("alpha") == 0 && s.number("beta") == 0 && s.number("gamma") == 0
                ? Optional.of("alpha, beta and gamma are all 0, one must be above: nothing moves")
                : Optional.empty();
    }

    @Override
    public Delta edit(
            LanguageModel model,
            EditTask task,
            List<Region> regions,
            Settings settings,
            EditListener listener) {
        return edit(model, EditTokens.of(model, task), regions, settings, listener);
    }

    /** The same on tokens, as reference cases give them. */
    public static Delta edit(
            LanguageModel model,
            EditTokens tokens,
            List<Region> regions,
            Settings s,
            EditListener listener) {
        int lowest = regions.stream().mapToInt(Region::block).min().orElseThrow();
        List<Term> terms = new ArrayList<>();
        try (var _ = Scope.open();
                Frozen frozen = model.frozen(lowest)) {
            Patch patch = Patch.columns(regions.stream().map(model::leaf).toList());
            Leash leash = Leash.of(model, patch);
            if (s.number("alpha") != 0) {
                terms.add(Term.of("safe", s.number("alpha"), model, frozen).nll(tokens.safe()));
            }
            if (s.number("beta") != 0) {
                terms.add(
                        Term.of("unlikelihood", s.number("beta"), model, frozen)
                                .unlikelihood(tokens.unsafe()));
            }
            if (s.number("gamma") != 0) {
                terms.add(Term.of("kl", s.number("gamma"), model, frozen).kl(tokens.constraints()));
            }
            double cap = s.number("cap");
            return new Descent(model, patch, terms, Adam.Settings.rate(s.number("rate")), listener)
                    .run(
                            s.whole("steps"),
                            losses -> low(losses, "safe", s) && low(losses, "kl", s),
                            cap > 0 ? () -> leash.capColumns(cap) : () -> {});
        }
    }

    private static boolean low(Map<String, Double> losses, String term, Settings s) {
        return losses.getOrDefault(term, 0.0) < s.number("stop");
    }
}
