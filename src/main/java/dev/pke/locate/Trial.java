package dev.pke.locate;

import dev.pke.model.EditTokens;
import dev.pke.model.Frozen;
import dev.pke.model.LanguageModel;
import dev.pke.model.TokenPair;
import dev.pke.model.descent.Loss;
import dev.pke.model.descent.Recoveries;
import dev.pke.model.descent.Sums;
import dev.pke.model.descent.Term;
import dev.pke.model.torch.Adam;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.Pull;
import dev.pke.model.weights.Region;

import java.util.ArrayList;
import java.util.List;

/**
 * A short deep edit of some neurons, thrown away again: the loss and the loop of editor {@code
 * pke-deep-3}, and what it is worth to instances that it did not see.
 *
 * @param alpha weight of the recoveries' NLL
 * @param gamma weight of the KL on ordinary work
 * @param first what of alpha is the first word's
 * @param depth tokens of the unsafe answer to recover from
 * @param rate Adam's learning rate
 * @param steps how many it takes
 */
record Trial(double alpha, double gamma, double first, int depth, double rate, int steps) {
    /**
     * The loss after an edit of these regions for instances that it did not see, a mean over {@code
     * folds}: of the recoveries only their first token, where it is decided whether there will be
     * one. One instance, or one fold, is asked about what it was edited for.
     */
    double heldOut(LanguageModel model, EditTokens tokens, List<Region> regions, int folds) {
        int parts = Math.min(folds, tokens.safe().size());
        int lowest = Region.lowest(regions);
        double sum = 0;
        try (var _ = Scope.open();
                Frozen frozen = model.frozen(lowest)) {
            // ordinary work is the same in every part
            List<Term> kept = new ArrayList<>();
            if (gamma != 0) {
                kept.add(Term.of("kl", gamma, model, frozen).kl(tokens.constraints()));
            }
            for (int part = 0; part < parts; part++) {
                int held = part;
                EditTokens seen = parts == 1 ? tokens : tokens.rows(row -> row % parts != held);
                EditTokens asked = parts == 1 ? tokens : tokens.rows(row -> row % parts == held);
                try (var _ = Scope.open()) {
                    Patch patch = Patch.columns(regions.stream().map(model::leaf).toList());
                    descend(model, patch, loss(model, frozen, Pull.GRADIENT, answers(seen), kept));
                    Loss left = loss(model, frozen, Pull.WATCHED, decisions(asked), kept);
                    sum += left.add(patch, false, new Sums(patch)).getOrDefault(Loss.TOTAL, 0.0);
                }
            }
        }
        return sum / parts;
    }

    /** Of every depth the safe answers, whole. */
    private List<List<TokenPair>> answers(EditTokens tokens) {
        return tokens.depths(depth).stream().map(EditTokens::safe).toList();
    }

    /** Of every depth the token that decides whether there will be a recovery. */
    private List<List<TokenPair>> decisions(EditTokens tokens) {
        List<List<TokenPair>> depths = new ArrayList<>();
        for (EditTokens each : tokens.depths(depth)) {
            List<TokenPair> firsts = new ArrayList<>();
            for (int row = 0; row < each.safe().size(); row++) {
                TokenPair safe = each.safe().get(row);
                int at = each.decision(row);
                firsts.add(new TokenPair(safe.prefix(at), new int[] {safe.answer()[at]}));
            }
            depths.add(firsts);
        }
        return depths;
    }

    /** The recoveries at every depth, and beside them what is kept. */
    private Loss loss(
            LanguageModel model,
            Frozen frozen,
            Pull pull,
            List<List<TokenPair>> depths,
            List<Term> kept) {
        List<TokenPair> begun = depths.stream().skip(1).flatMap(List::stream).toList();
        List<Term> terms =
                new Recoveries(alpha, first, depths.getFirst(), begun)
                        .terms((name, weight) -> Term.of(name, weight, model, frozen).with(pull));
        terms.addAll(kept);
        return new Loss(terms);
    }

    private void descend(LanguageModel model, Patch patch, Loss loss) {
        try (Adam adam = model.adam(patch.leaves(), Adam.Settings.rate(rate))) {
            for (int step = 0; step < steps; step++) {
                try (var _ = Scope.open()) {
                    Sums sums = new Sums(patch);
                    loss.add(patch, step == 0, sums);
                    adam.step(sums.all());
                }
            }
        }
    }
}
