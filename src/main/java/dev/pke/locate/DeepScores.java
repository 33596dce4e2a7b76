package dev.pke.locate;

import dev.pke.fault.ModelError;
import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Toggle;
import dev.pke.model.weights.Region;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What {@code pke-deep} measures of every neuron at every depth, [block][neuron] f32, whichever of
 * it a version's score is made of.
 */
final class DeepScores {
    static final String DEPTH_MEANS = "tokens of the unsafe answer it looks behind";

    /** ‖∂NLL(y+)/∂W[:, i]‖₂, meaned over depths as these are weighed. */
    private final float[][] change;

    /** The same, meaned evenly. */
    private final float[][] even;

    /** Shares of the positive direct path, meaned over depths. */
    private final float[][] path;

    /** What ordinary work needs. */
    private final float[][] benign;

    /** Each depth's shares, by the name of its table. */
    private final Map<String, float[][]> shares;

    private DeepScores(
            float[][] change,
            float[][] even,
            float[][] path,
            float[][] benign,
            Map<String, float[][]> shares) {
        this.change = change;
        this.even = even;
        this.path = path;
        this.benign = benign;
        this.shares = shares;
    }

    /** What of all depths' weight falls to the first, so many being there. */
    interface First {
        double of(int depths);
    }

    static DeepScores of(
            LanguageModel model, EditTokens tokens, int depth, First first, Progress progress) {
        if (tokens.constraints().isEmpty()) {
            throw new ModelError(
                    "locator pke-deep needs a constraint pair to tell ordinary work by");
        }
        int blocks = model.config().blocks();
        int width = model.config().intermediate();
        float[][] change = new float[blocks][width];
        float[][] even = new float[blocks][width];
        float[][] path = new float[blocks][width];
        Map<String, float[][]> shares = new LinkedHashMap<>();
        List<EditTokens> depths = tokens.depths(depth);
        int begun = depths.size() - 1;
        double share = begun == 0 ? 1 : first.of(depths.size());
        for (int k = 0; k < depths.size(); k++) {
            progress.at("depth " + k, k, depths.size() + 1);
            // divided, and not multiplied, so that an even mean is to the bit what it always was
            double over = k == 0 ? 1 / share : begun / (1 - share);
            float[][] pull = PkeScores.change(model, depths.get(k));
            add(change, pull, (float) over);
            add(even, pull, depths.size());
            float[][] writing = shares(PkeScores.direct(model, depths.get(k)));
            add(path, writing, depths.size());
            shares.put("path_share_" + k, writing);
        }
        progress.at("benign importance", depths.size(), depths.size() + 1);
        return new DeepScores(change, even, path, PkeScores.benign(model, tokens), shares);
    }

    /** The best of a block's share of neurons, by the factors that count; all tables beside it. */
    Location best(PkeLocator.Factors factors, double budget) {
        float[][] score = PkeLocator.score(change, path, benign, factors);
        return best(score, Ranking.count(budget, score[0].length));
    }

    private Location best(float[][] score, int count) {
        Map<String, float[][]> tables = new LinkedHashMap<>(shares);
        tables.put("weight_change", change);
        tables.put("deep_path", path);
        tables.put("benign_importance", benign);
        tables.put("score", score);
        int width = score[0].length;
        List<Integer> best = Ranking.best(score, count);
        int last = best.getLast();
        List<Region> regions = Ranking.regions(best, width);
        return new Location(
                regions, tables, PkeLocator.layers(path), score[last / width][last % width]);
    }

    /**
     * The best by the score that a short edit for some instances serves the others best with; all
     * tables beside it, and of every neuron that was tried the least loss of a set with it.
     */
    Location tried(
            LanguageModel model, EditTokens tokens, PkeDeepLocator.Fourth h, Progress progress) {
        int width = change[0].length;
        int count = Ranking.count(h.budget(), width);
        Trial trial = h.trial();
        SequencedMap<String, float[][]> ways = new LinkedHashMap<>();
        ways.put("pull", PkeLocator.score(change, path, benign, h.factors()));
        if (h.path() == Toggle.ON) {
            var written = new PkeLocator.Factors(Toggle.ON, Toggle.ON, h.benign());
            ways.put("path", PkeLocator.score(even, path, benign, written));
        }
        float[][] losses = new float[change.length][width];
        float[][] winner = ways.firstEntry().getValue();
        double least =
                Double.NaN; // which compares as the greatest: a trial that blew up is no match
        int done = 0;
        for (var way : ways.entrySet()) {
            progress.at("trial of " + way.getKey(), done++, ways.size());
            List<Integer> set = Ranking.best(way.getValue(), count);
            double loss = trial.heldOut(model, tokens, Ranking.regions(set, width), h.folds());
            for (int n : set) {
                float before = losses[n / width][n % width];
                losses[n / width][n % width] =
                        (float) (before == 0 ? loss : Math.min(before, loss));
            }
            if (Double.compare(loss, least) < 0) {
                least = loss;
                winner = way.getValue();
            }
        }
        Location found = best(winner, count);
        Map<String, float[][]> tables = new LinkedHashMap<>(found.tables());
        tables.put("even_weight_change", even);
        tables.put("held_out_loss", losses);
        return new Location(found.regions(), tables, found.layers(), found.threshold());
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

    private static void add(float[][] mean, float[][] one, float of) {
        for (int l = 0; l < mean.length; l++) {
            for (int i = 0; i < mean[l].length; i++) {
                mean[l][i] += one[l][i] / of;
            }
        }
    }
}
