package dev.pke.edit;

import ai.djl.ndarray.NDArray;

import dev.pke.model.LanguageModel;
import dev.pke.model.descent.Sums;
import dev.pke.model.descent.Term;
import dev.pke.model.inside.Keys;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.setting.Range;
import dev.pke.model.setting.Toggle;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.Pull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The editor {@code refusal-direction}: adds the direction of refusing to what down_proj writes, as
 * a weight edit (the direction of Arditi et al. 2024, 2406.11717, taken by contrast as Rimsky et
 * al. 2023, 2312.06681, take theirs). In each region's block r = mean h(x ⊕ y+) − mean h(x ⊕ y-)
 * over the answers' tokens, and W becomes W + strength · mean‖h‖ · r/‖r‖ · u', with u meeting the
 * mean key of the edited prompts ({@link Keys}): in closed form, held off ordinary work where
 * {@code conditioned}, else the key itself, which is met wherever the neurons fire alike. It only
 * adds: the strength is above 0 and r points from the unsafe answer to the safe one.
 */
final class RefusalDirectionEditor implements Editor<RefusalDirectionEditor.Hparams> {
    private static final Range STRENGTH = Range.above0(1000);

    /**
     * What it can be told.
     *
     * @param strength in norms of the residual stream, shared by the blocks
     * @param conditioned whether it is held off ordinary work
     */
    record Hparams(double strength, Toggle conditioned) {
        static final Hyperparameters<Hparams> KEYS =
                Hyperparameters.of(Hparams.class)
                        .number("strength", 1, STRENGTH, "how much is added, in residual norms")
                        .choice("conditioned", Toggle.class, "whether held off ordinary work");

        Hparams {
            KEYS.check(strength, conditioned);
        }
    }

    @Override
    public MethodCard card() {
        return new MethodCard(
                "refusal-direction",
                "refusal direction",
                "other",
                "Adds the direction of refusing to what one block writes when prompts attack.");
    }

    @Override
    public Hyperparameters<Hparams> hyperparameters() {
        return Hparams.KEYS;
    }

    @Override
    public Prepared prepare(
            LanguageModel model, EditRequest request, Hparams settings, EditListener listener) {
        return settings.conditioned() == Toggle.ON
                ? Prepared.moments(model, request)
                : Prepared.nothing();
    }

    @Override
    public Delta edit(LanguageModel model, EditRequest request, Hparams h, EditListener listener) {
        var tokens = request.tokens(model);
        var regions = request.regions();
        try (var _ = Scope.open();
                var frozen = model.frozen(request.lowest())) {
            Patch patch = Patch.columns(regions.stream().map(model::leaf).toList());
            Term safe = Term.of("safe", 1, model, frozen).with(Pull.WATCHED).nll(tokens.safe());
            tell(listener, 0, safe, patch);
            List<NDArray> added = new ArrayList<>();
            for (var region : regions) {
                Keys keys = new Keys(model, region);
                NDArray value = value(keys.streamAt(tokens.safe()), keys.streamAt(tokens.unsafe()));
                NDArray mean = // (1, neurons)
                        keys.ofPrompts(tokens.safe()).mean(new int[] {0}, true);
                NDArray direction = // (1, neurons)
                        h.conditioned() == Toggle.ON
                                ? keys.directions(mean, request.moments(region), 0)
                                : mean.div(mean.mul(mean).sum());
                double share = h.strength() / regions.size();
                added.add(value.transpose().matMul(direction).mul((float) share));
            }
            for (int i = 0; i < added.size(); i++) {
                NDArray leaf = patch.leaves().get(i); // (hidden, neurons)
                model.assign(leaf, leaf.stopGradient().add(added.get(i)));
            }
            tell(listener, 1, safe, patch);
            return model.weights().delta(patch);
        }
    }

    private static void tell(EditListener listener, int step, Term safe, Patch patch) {
        double loss = safe.add(patch, new Sums(patch));
        listener.step(step, Map.of("safe", loss, "total", loss), 0);
    }

    /**
     * The direction from the unsafe answers to the safe ones, as long as the stream is: (1,
     * hidden).
     *
     * @param safe states (tokens, hidden)
     * @param unsafe states (tokens, hidden)
     */
    private static NDArray value(NDArray safe, NDArray unsafe) {
        NDArray way = // (1, hidden)
                safe.mean(new int[] {0}, true).sub(unsafe.mean(new int[] {0}, true));
        NDArray length = safe.norm(new int[] {1}, true).mean(); // ()
        return way.mul(length).div(way.norm());
    }
}
