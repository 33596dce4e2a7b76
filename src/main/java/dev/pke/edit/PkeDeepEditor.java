package dev.pke.edit;

import dev.pke.model.EditTask;
import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Settings;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Region;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The editor {@code pke-deep} (ours): {@link PkeEditor} trained to recover from inside the unsafe
 * answer, down {@code α·NLL(y+ | x ⊕ first k tokens of y-) + γ·KL(p_before ‖ p | constraints)}, the
 * first a mean over all answer tokens at every depth k from 0 to {@code depth}. The KL holds every
 * position of the ordinary answers, so that these go on too wherever they are begun; against that
 * many recoveries it needs the larger weight that is its default here.
 */
public final class PkeDeepEditor implements Editor {
    @Override
    public String name() {
        return "pke-deep";
    }

    @Override
    public Settings defaults() {
        return Settings.none()
                .number("alpha", 0.3, PkeEditor.WEIGHT, "weight of the recoveries' loss")
                .number("gamma", 5, PkeEditor.WEIGHT, "weight of staying as before, ordinary work")
                .number("depth", 6, EditTokens.DEPTH, "tokens of the unsafe answer to recover from")
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
    }

    @Override
    public Optional<String> conflict(Settings s) {
        return s.number("alpha") == 0 && s.number("gamma") == 0
                ? Optional.of("alpha and gamma are both 0, one must be above: nothing moves")
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
        Settings shallow =
                new PkeEditor()
                        .defaults()
                        .with(
                                Map.of(
                                        "alpha", s.number("alpha"),
                                        "beta", 0,
                                        "gamma", s.number("gamma"),
                                        "rate", s.number("rate"),
                                        "steps", s.whole("steps"),
                                        "cap", s.number("cap"),
                                        "stop", s.number("stop")));
        return PkeEditor.edit(model, tokens.deep(s.whole("depth")), regions, shallow, listener);
    }
}
