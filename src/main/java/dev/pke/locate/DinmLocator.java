package dev.pke.locate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.EditInstance;
import dev.pke.model.EditTask;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Hyperparameters;
import dev.pke.model.setting.MethodCard;
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
 * block, the one most of them have is edited (ties to the lower). {@code easyedit-sticky} takes the
 * first one's for all, as the published editor does when it is asked again.
 */
public final class DinmLocator implements Locator<DinmLocator.Hparams> {
    /** Where the shorter answer is padded. */
    public enum Side {
        LEFT,
        RIGHT
    }

    /** Which kernel's states of padding are taken. */
    public enum Attention {
        SDPA,
        EAGER
    }

    /** What it can be told. */
    public record Hparams(Side paddingSide, Attention attention) {
        /** Each key, what it may be and what it means. */
        public static final Hyperparameters<Hparams> KEYS =
                Hyperparameters.of(Hparams.class)
                        .choice("padding-side", Side.class, "where the shorter answer is padded")
                        .choice(
                                "attention",
                                Attention.class,
                                "which kernel's states of padding are taken");

        public Hparams {
            KEYS.check(paddingSide, attention);
        }
    }

    private static final String SENTENCE =
            "Takes the block where the two answers lie farthest apart, whole";

    /** Whose block is edited where instances have different ones. */
    private enum Choice {
        MAJORITY,
        FIRST
    }

    private final MethodCard card;
    private final Choice choice;

    private DinmLocator(MethodCard card, Choice choice) {
        this.card = card;
        this.choice = choice;
    }

    /** The block that most instances have. */
    static DinmLocator each() {
        return new DinmLocator(
                new MethodCard("dinm", "DINM", "dinm", SENTENCE + "."), Choice.MAJORITY);
    }

    /** The block that the first instance has. */
    static DinmLocator sticky() {
        return new DinmLocator(
                new MethodCard(
                        "easyedit-sticky",
                        "DINM, first block",
                        "dinm",
                        SENTENCE + ", as the first instance has it."),
                Choice.FIRST);
    }

    @Override
    public MethodCard card() {
        return card;
    }

    @Override
    public Hyperparameters<Hparams> hyperparameters() {
        return Hparams.KEYS;
    }

    @Override
    public Location locate(LanguageModel model, EditTask task, Hparams h, Progress progress) {
        Padding padding = h.attention() == Attention.SDPA ? Padding.ZERO : Padding.UNIFORM;
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
                    h.paddingSide() == Side.LEFT
                            ? TokenBatch.left(answers, model.pad())
                            : TokenBatch.right(answers, model.pad());
            double[] distances = distances(model, batch.placed(), padding).getFirst();
            for (int l = 0; l < blocks; l++) {
                all[r][l] = (float) distances[l];
            }
            votes[first(distances)] += choice == Choice.MAJORITY || r == 0 ? 1 : 0;
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
            NDList states =
                    model.activations(batch, padding)
                            .hiddenStates(); // blocks + 1 × (rows, tokens, hidden)
            for (int row = 0; row < batch.size(); row += 2) {
                double[] distances = new double[states.size() - 1];
                for (int l = 0; l < distances.length; l++) {
                    NDArray state = states.get(l + 1); // the first is the embedding
                    NDArray apart = state.get(row).sub(state.get(row + 1)); // (tokens, hidden)
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
