package dev.pke.locate;

import dev.pke.fault.ModelError;
import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.setting.Toggle;
import dev.pke.model.weights.Region;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The locator {@code pke-deep} (ours): PKE's score over every depth of the unsafe answer from 0 to
 * {@code depth}, so that neurons which keep it going once it has begun are found too.
 *
 * <p>At depth k the last token of the prompt and k tokens of the unsafe answer decides between
 * going on and the first token of the safe answer. A neuron's path there is taken as its share of
 * the positive sum of that depth, since deep decisions are written with far larger logits and would
 * drown the first; the shares are meaned over depths. Its weight change is the mean over depths of
 * the norm of ∂NLL(y+)/∂W[:, i], not the norm of the mean: depths that pull apart don't cancel, and
 * only one depth is held at a time. Benign importance and the score are those of {@link
 * PkeLocator}.
 */
public final class PkeDeepLocator implements Locator.OfTokens<PkeDeepLocator.Hparams> {
    /** What it can be told. */
    public record Hparams(
            double budget, int depth, Toggle weightChange, Toggle path, Toggle benign) {
        /** Each key, what it may be and what it means. */
        public static final Hyperparameters<Hparams> KEYS =
                Hyperparameters.of(Hparams.class)
                        .number("budget", 0.02, Ranking.BUDGET, Ranking.BUDGET_MEANS)
                        .number(
                                "depth",
                                6,
                                EditTokens.DEPTH,
                                "tokens of the unsafe answer it looks behind")
                        .choice(
                                "weight-change",
                                Toggle.class,
                                "whether the weights' pull towards the safe answer counts")
                        .choice(
                                "path",
                                Toggle.class,
                                "whether a neuron's part in going on with the unsafe answer counts")
                        .choice(
                                "benign",
                                Toggle.class,
                                "whether neurons that ordinary work needs are spared");

        public Hparams {
            KEYS.check(budget, depth, weightChange, path, benign);
        }

        private PkeLocator.Factors factors() {
            return new PkeLocator.Factors(weightChange, path, benign);
        }
    }

    @Override
    public MethodCard card() {
        return new MethodCard(
                "pke-deep",
                "PKE, deep",
                "pke",
                "Takes the neurons that write the unsafe answer at any depth of it.");
    }

    @Override
    public Hyperparameters<Hparams> hyperparameters() {
        return Hparams.KEYS;
    }

    @Override
    public Location locate(LanguageModel model, EditTokens tokens, Hparams h, Progress progress) {
        if (tokens.constraints().isEmpty()) {
            throw new ModelError(
                    "locator pke-deep needs a constraint pair to tell ordinary work by");
        }
        int blocks = model.config().blocks();
        int width = model.config().intermediate();
        float[][] change = new float[blocks][width];
        float[][] path = new float[blocks][width];
        Map<String, float[][]> tables = new LinkedHashMap<>();
        List<EditTokens> depths = tokens.depths(h.depth());
        for (int k = 0; k < depths.size(); k++) {
            progress.at("depth " + k, k, depths.size() + 1);
            add(change, PkeScores.change(model, depths.get(k)), depths.size());
            float[][] share = shares(PkeScores.direct(model, depths.get(k)));
            add(path, share, depths.size());
            tables.put("path_share_" + k, share);
        }
        progress.at("benign importance", depths.size(), depths.size() + 1);
        float[][] benign = PkeScores.benign(model, tokens);
        float[][] score = PkeLocator.score(change, path, benign, h.factors());
        tables.put("weight_change", change);
        tables.put("deep_path", path);
        tables.put("benign_importance", benign);
        tables.put("score", score);
        List<Integer> best = new ArrayList<>(Ranking.best(score, Ranking.count(h.budget(), width)));
        int last = best.getLast();
        List<Region> regions = Ranking.regions(best, width);
        float threshold = score[last / width][last % width];
        return new Location(regions, tables, PkeLocator.layers(path), threshold);
    }

    /** Every positive part over their sum; zeros where nothing is positive. */
    private static float[][] shares(float[][] path) {
        double sum = 0;
        for (float[] row : path) {
            for (float one : row) {
                sum += Math.max(one, 0);
            }
        }
        float[][] out = new float[path.length][path[0].length];
        for (int l = 0; l < out.length; l++) {
            for (int i = 0; i < out[l].length; i++) {
                out[l][i] = sum == 0 ? 0 : (float) (Math.max(path[l][i], 0) / sum);
            }
        }
        return out;
    }

    private static void add(float[][] mean, float[][] one, int of) {
        for (int l = 0; l < mean.length; l++) {
            for (int i = 0; i < mean[l].length; i++) {
                mean[l][i] += one[l][i] / of;
            }
        }
    }
}
