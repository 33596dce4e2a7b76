package dev.pke.locate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.EditInstance;
import dev.pke.model.EditTask;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Settings;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.Region;
import dev.pke.model.weights.TokenBatch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The locator {@code dinm} (EasyEdit 14cea82, {@code safety_editor.py}): the block whose hidden
 * states of the safe and of the unsafe answer, each read alone without its prompt, lie farthest
 * apart, ‖h_l(y+) − h_l(y-)‖₂ over the whole padded matrix, position by position; the first maximum
 * wins, and the last block's state is after the final norm. Several instances: each has its own
 * block, the one most of them have is edited (ties to the lower).
 */
public final class DinmLocator implements Locator {
    @Override
    public String name() {
        return "dinm";
    }

    @Override
    public Settings defaults() {
        return Settings.none()
                .choice(
                        "padding-side",
                        List.of("left", "right"),
                        "where the shorter answer is padded")
                .choice(
                        "attention",
                        List.of("sdpa", "eager"),
                        "which kernel's states of padding are taken");
    }

    @Override
    public Location locate(LanguageModel model, EditTask task, Settings s, Progress progress) {
        Padding padding = s.is("attention", "sdpa") ? Padding.ZERO : Padding.UNIFORM;
        int blocks = model.config().blocks();
        int[] votes = new int[blocks];
        float[][] all = new float[task.instances().size()][blocks];
        for (int r = 0; r < all.length; r++) {
            progress.at("distances", r, all.length);
            EditInstance one = task.instances().get(r);
            List<int[]> answers =
                    List.of(
                            model.tokenizer().encode(one.safe()),
                            model.tokenizer().encode(one.unsafe()));
            TokenBatch batch =
                    s.is("padding-side", "left")
                            ? TokenBatch.left(answers, model.pad())
                            : TokenBatch.right(answers, model.pad());
            double[] distances = distances(model, batch.placed(), padding).getFirst();
            for (int l = 0; l < blocks; l++) {
                all[r][l] = (float) distances[l];
            }
            votes[first(distances)]++;
        }
        progress.at("distances", all.length, all.length);
        List<LayerScore> layers = new ArrayList<>();
        for (int l = 0; l < blocks; l++) {
            double sum = 0;
            for (float[] row : all) {
                sum += row[l];
            }
            layers.add(new LayerScore(l, "distance", sum / all.length));
        }
        double[] counted = Arrays.stream(votes).asDoubleStream().toArray();
        Region block = Ranking.whole(first(counted), model.config().intermediate());
        return new Location(List.of(block), Map.of("distance", all), layers, Double.NaN);
    }

    /** For every two rows of the batch, the distance of their states after each block. */
    public static List<double[]> distances(LanguageModel model, TokenBatch batch, Padding padding) {
        List<double[]> out = new ArrayList<>();
        try (var _ = Scope.open()) {
            NDList states = model.activations(batch, padding).hiddenStates();
            for (int row = 0; row < batch.size(); row += 2) {
                double[] distances = new double[states.size() - 1];
                for (int l = 0; l < distances.length; l++) {
                    NDArray state = states.get(l + 1);
                    NDArray apart = state.get(row).sub(state.get(row + 1));
                    distances[l] = model.losses().norm(new NDList(apart));
                }
                out.add(distances);
            }
        }
        return out;
    }

    /** The first place of the largest value. */
    static int first(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }
}
