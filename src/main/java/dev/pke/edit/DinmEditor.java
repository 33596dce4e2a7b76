package dev.pke.edit;

import ai.djl.ndarray.NDArray;

import dev.pke.model.LanguageModel;
import dev.pke.model.descent.Term;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.setting.Range;
import dev.pke.model.torch.Adam;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.Pull;
import dev.pke.model.weights.Region;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The editor {@code dinm} ({@code execute_dinm}, EasyEdit 14cea82): Adam on the whole down_proj of
 * the regions' blocks, bias included where there is one, down {@code kl-factor · NLL(" " + y+ | x)
 * + KL(p_before ‖ p)} on the constraint answer; it stops when that falls below 1e-4. A {@code
 * clamp} above 0 holds every element within so much of where it began.
 *
 * <p>Mode {@code easyedit}: the KL term is computed without a gradient, labels include the begin
 * token a tokenizer adds (which is thus scored at the place before the target), no end token. Mode
 * {@code paper}: KL with its gradient, no begin token among the labels. Several instances are one
 * batch, each row with its own target; the reference scores its batch's first row alone, against
 * the last target.
 */
public final class DinmEditor implements Editor<DinmEditor.Hparams> {
    private static final double ENOUGH = 1e-4;
    private static final Range FACTOR = Range.numbers(0, 1000);

    /** Whose inputs and gradient are taken. */
    public enum Mode {
        EASYEDIT,
        PAPER
    }

    /**
     * What it can be told.
     *
     * @param klFactor weight of the safe answers' NLL, called so by the published code
     * @param clamp the farthest an element may go, 0 for anywhere
     */
    public record Hparams(
            Mode mode, double rate, int steps, double klFactor, double weightDecay, double clamp) {
        /** Each key, what it may be and what it means. */
        public static final Hyperparameters<Hparams> KEYS =
                Hyperparameters.of(Hparams.class)
                        .choice("mode", Mode.class, "as published code does, or the paper")
                        .number("rate", 5e-4, Descent.RATE, "Adam's learning rate")
                        .number("steps", 10, Descent.STEPS, "the most steps it takes")
                        .number("kl-factor", 0.1, FACTOR, "weight of the safe answers' loss")
                        .number("weight-decay", 0, Descent.DECAY, "Adam's, 0 for none")
                        .number("clamp", 0, FACTOR, "how far a weight may go; 0: anywhere");

        public Hparams {
            KEYS.check(mode, rate, steps, klFactor, weightDecay, clamp);
        }
    }

    @Override
    public MethodCard card() {
        return new MethodCard(
                "dinm",
                "DINM",
                "dinm",
                "Moves the whole down-projection of one block, towards the safe answers.");
    }

    @Override
    public Hyperparameters<Hparams> hyperparameters() {
        return Hparams.KEYS;
    }

    @Override
    public Delta edit(
            LanguageModel model, EditRequest request, Hparams settings, EditListener listener) {
        DinmTokens tokens = DinmTokens.of(model, request.task(), settings.mode());
        return edit(model, tokens, request.regions(), settings, listener);
    }

    /** The same on tokens, as reference cases give them. */
    public static Delta edit(
            LanguageModel model,
            DinmTokens tokens,
            List<Region> regions,
            Hparams h,
            EditListener listener) {
        try (var _ = Scope.open()) {
            Map<String, NDArray> leaves = new LinkedHashMap<>();
            for (Region region : regions) {
                for (String name : model.weights().downNames(region.block())) {
                    leaves.put(name, model.leaf(name)); // (hidden, intermediate), bias (hidden)
                }
            }
            Patch patch = Patch.tensors(leaves);
            Leash leash = Leash.of(model, patch);
            int lowest = Region.lowest(regions);
            Pull pull = h.mode() == Mode.PAPER ? Pull.GRADIENT : Pull.WATCHED;
            try (var frozen = model.frozen(lowest)) {
                Term safe = Term.of("safe", h.klFactor(), model, frozen);
                Term kl = Term.of("kl", 1, model, frozen).with(pull);
                safe.nll(tokens.edit(), 1);
                kl.kl(tokens.constraint(), spots(tokens), 1);
                Adam.Settings adam =
                        Adam.Settings.rate(h.rate()).with(Adam.Decay.L2, h.weightDecay());
                return new Descent(model, patch, List.of(safe, kl), adam, listener)
                        .run(
                                h.steps(),
                                losses -> losses.getOrDefault("total", 1.0) < ENOUGH,
                                h.clamp() > 0 ? () -> leash.clamp(h.clamp()) : () -> {});
            }
        }
    }

    private static int[] spots(DinmTokens tokens) {
        return tokens.constraintSpots().stream().mapToInt(Integer::intValue).toArray();
    }
}
