package dev.pke.locate;

import dev.pke.fault.ModelError;
import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;
import dev.pke.model.setting.Range;
import dev.pke.model.setting.Toggle;
import dev.pke.model.weights.Region;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The locator {@code pke}, definition 1 (ours: no public source fixes its formulas): hot spots are
 * the neurons with the highest {@code (weightChange / mean weightChange) · max(path, 0) / (benign +
 * 0.1 · mean benign)}, means over the whole model. Each factor can be switched off.
 */
public final class PkeLocator implements Locator.OfTokens<PkeLocator.Hparams> {
    private static final double SMOOTHING = 0.1;
    private static final Range PROBES = Range.whole(1, 1000);

    /** How a neuron's part in the unsafe answer is measured. */
    public enum Path {
        DIRECT,
        GRADIENT,
        OFF
    }

    /** What it can be told. */
    public record Hparams(
            double budget,
            Toggle weightChange,
            Path path,
            Toggle benign,
            int probeSteps,
            double probeRate) {
        /** Each key, what it may be and what it means. */
        public static final Hyperparameters<Hparams> KEYS =
                Hyperparameters.of(Hparams.class)
                        .number("budget", 0.02, Ranking.BUDGET, Ranking.BUDGET_MEANS)
                        .choice(
                                "weight-change",
                                Toggle.class,
                                "whether the weights' pull towards the safe answer counts")
                        .choice(
                                "path",
                                Path.class,
                                "how a neuron's part in the unsafe answer is measured")
                        .choice(
                                "benign",
                                Toggle.class,
                                "whether neurons that ordinary work needs are spared")
                        .number(
                                "probe-steps",
                                1,
                                PROBES,
                                "steps of descent that weight change sees")
                        .optional()
                        .number(
                                "probe-rate",
                                0.01,
                                Range.above0(1),
                                "length of the first, in that of all down_projs; of one step it"
                                        + " cancels")
                        .optional();

        public Hparams {
            KEYS.check(budget, weightChange, path, benign, probeSteps, probeRate);
        }

        private Factors factors() {
            Toggle counts = path == Path.OFF ? Toggle.OFF : Toggle.ON;
            return new Factors(weightChange, counts, benign);
        }
    }

    /** Which factors of the score count. */
    record Factors(Toggle weightChange, Toggle path, Toggle benign) {}

    @Override
    public MethodCard card() {
        return new MethodCard(
                "pke",
                "PKE",
                "pke",
                "Takes the neurons that write the unsafe answer and ordinary work needs least.");
    }

    @Override
    public Hyperparameters<Hparams> hyperparameters() {
        return Hparams.KEYS;
    }

    @Override
    public Location locate(LanguageModel model, EditTokens tokens, Hparams h, Progress progress) {
        if (tokens.constraints().isEmpty()) {
            throw new ModelError("locator pke needs a constraint pair to tell ordinary work by");
        }
        Probe probe = new Probe(h.probeSteps(), h.probeRate());
        PkeScores scores = PkeScores.of(model, tokens, probe, progress);
        float[][] path = h.path() == Path.GRADIENT ? scores.gradientPath : scores.directPath;
        float[][] score = score(scores.weightChange, path, scores.benignImportance, h.factors());
        int width = model.config().intermediate();
        List<Integer> best = Ranking.best(score, Ranking.count(h.budget(), width));
        Map<String, float[][]> tables = new LinkedHashMap<>();
        tables.put("weight_change", scores.weightChange);
        tables.put("direct_path", scores.directPath);
        tables.put("gradient_path", scores.gradientPath);
        tables.put("benign_importance", scores.benignImportance);
        tables.put("score", score);
        int last = best.getLast();
        List<Region> regions = Ranking.regions(best, width);
        return new Location(
                regions, tables, layers(scores.directPath), score[last / width][last % width]);
    }

    /** The score of every neuron, [block][neuron]; a factor that is off is 1. */
    static float[][] score(float[][] change, float[][] path, float[][] benign, Factors f) {
        double meanChange = mean(change);
        double meanBenign = mean(benign);
        float[][] out = new float[path.length][path[0].length];
        for (int l = 0; l < out.length; l++) {
            for (int i = 0; i < out[l].length; i++) {
                double one = 1;
                if (f.weightChange() == Toggle.ON) {
                    one *= change[l][i] / meanChange;
                }
                if (f.path() == Toggle.ON) {
                    one *= Math.max(path[l][i], 0);
                }
                if (f.benign() == Toggle.ON) {
                    one /= benign[l][i] + SMOOTHING * meanBenign;
                }
                out[l][i] = (float) one;
            }
        }
        return out;
    }

    /** A block's share of the path: its sum of positive parts over the model's. */
    static List<LayerScore> layers(float[][] path) {
        double[] positive = new double[path.length];
        double all = 0;
        for (int l = 0; l < positive.length; l++) {
            for (float one : path[l]) {
                positive[l] += Math.max(one, 0);
            }
            all += positive[l];
        }
        List<LayerScore> out = new ArrayList<>();
        for (int l = 0; l < positive.length; l++) {
            out.add(new LayerScore(l, "path-share", all == 0 ? 0 : positive[l] / all));
        }
        return out;
    }

    private static double mean(float[][] table) {
        double sum = 0;
        for (float[] row : table) {
            for (float one : row) {
                sum += one;
            }
        }
        return sum / ((double) table.length * table[0].length);
    }
}
