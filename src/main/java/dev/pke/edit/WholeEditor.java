package dev.pke.edit;

import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.TokenPair;
import dev.pke.model.descent.GaussianDropout;
import dev.pke.model.descent.Loss;
import dev.pke.model.descent.Term;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.setting.Range;
import dev.pke.model.setting.Toggle;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Delta;
import dev.pke.model.weights.Region;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The editor {@code pke-deep-5} (ours): the loss of {@link PkeDeepEditor}'s third, {@code
 * α·(f·NLL(y+ | x) + (1 − f)·NLL(y+ | x ⊕ first k tokens of y-)) + γ·KL(p_before ‖ p |
 * constraints)}, k from 1 to {@code depth}, with three things changed:
 *
 * <ul>
 *   <li>The chosen neurons move whole. Behind ten tokens of an unsafe answer a few neurons must
 *       fire where they never did; moving only what they write can't make them.
 *   <li>Recoveries are trained under {@link GaussianDropout} of what flows into the lowest block
 *       that moves, so that what is learned from few instances holds for others.
 *   <li>Of ordinary work a step looks at {@code at-once} answers, the next step at the next ones: a
 *       large pool costs no more than a small one.
 * </ul>
 */
public final class WholeEditor implements Editor.OfTokens<WholeEditor.Hparams> {
    /**
     * What it can be told.
     *
     * @param alpha weight of the recoveries' NLL
     * @param gamma weight of the KL on ordinary work
     * @param depth tokens of the unsafe answer to recover from
     * @param first the first word's share of alpha
     * @param reads whether what the neurons read moves, not only what they write
     * @param dropout standard deviation of what recoveries are multiplied by
     * @param atOnce ordinary answers that a step looks at
     */
    public record Hparams(
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
            long seed) {
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
                        .number("rate", 5e-3, Descent.RATE, "Adam's learning rate")
                        .number("steps", 120, Descent.STEPS, "the most steps it takes")
                        .number(
                                "stop",
                                0.001,
                                PkeEditor.STOP,
                                "it ends when its losses are below; 0: never")
                        .number("first", 0.25, EditTokens.FIRST, EditTokens.FIRST_MEANS)
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

        public Hparams {
            KEYS.check(alpha, gamma, depth, rate, steps, stop, first, reads, dropout, atOnce, seed);
            if (alpha == 0 && gamma == 0) {
                throw new IllegalArgumentException(
                        "alpha and gamma are both 0, one must be above: nothing moves");
            }
        }
    }

    @Override
    public MethodCard card() {
        return new MethodCard(
                "pke-deep-5",
                "PKE, deep 5",
                "pke",
                "Moves only the chosen neurons, all of each, to refuse from the first word and from"
                        + " inside the unsafe answer.");
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
        int lowest = regions.stream().mapToInt(Region::block).min().orElseThrow();
        List<TokenPair> now = tokens.safe();
        List<TokenPair> all = tokens.deep(h.depth()).safe();
        List<TokenPair> begun = all.subList(now.size(), all.size());
        double first = begun.isEmpty() ? 1 : h.first();
        List<Term> terms = new ArrayList<>();
        try (var _ = Scope.open();
                var frozen = model.frozenInto(lowest)) {
            var dropout = new GaussianDropout(model, h.dropout(), h.seed());
            if (h.alpha() * first != 0) {
                Term safe = Term.of("safe", h.alpha() * first, model, frozen).shaken(dropout);
                terms.add(safe.nll(now));
            }
            if (h.alpha() * (1 - first) != 0) {
                Term later = Term.of("begun", h.alpha() * (1 - first), model, frozen);
                terms.add(later.shaken(dropout).nll(begun));
            }
            if (h.gamma() != 0) {
                Term kl = Term.of("kl", h.gamma(), model, frozen);
                portions(tokens.constraints(), h.atOnce()).forEach(each -> kl.apart().kl(each));
                terms.add(kl);
            }
            WholeNeurons course = WholeNeurons.of(model, regions, h.reads());
            return Descent.at(h.rate(), model, course, terms, listener)
                    .run(
                            h.steps(),
                            losses ->
                                    losses.entrySet().stream()
                                            .filter(loss -> !loss.getKey().equals(Loss.TOTAL))
                                            .allMatch(loss -> loss.getValue() < h.stop()),
                            () -> {});
        }
    }

    /** All of these, dealt out to as many portions as hold about so many each. */
    private static List<List<TokenPair>> portions(List<TokenPair> pairs, int size) {
        int count = Math.max(1, Math.round((float) pairs.size() / size));
        return IntStream.range(0, count)
                .mapToObj(k ->
                        IntStream.iterate(k, i -> i < pairs.size(), i -> i + count)
                                .mapToObj(pairs::get)
                                .toList())
                .toList();
    }
}
