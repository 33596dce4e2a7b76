package dev.pke.model.inside;

import ai.djl.ndarray.NDArray;

import dev.pke.model.EditTask;
import dev.pke.model.EditTokens;
import dev.pke.model.LanguageModel;
import dev.pke.model.TokenPair;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Delta;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * What an edit did to every block, read off records that it did not see. A linear probe is trained
 * on the unedited model's states of every second record's two answers and held against the others:
 *
 * <ul>
 *   <li>{@code probe-before}, {@code probe-after}: its accuracy on the others, before and after;
 *   <li>{@code toxicity-before}, {@code -after}: its mean score of their unsafe answers, +1 being
 *       what it was trained to say of such;
 *   <li>{@code shift}, {@code shift-benign}: how far the stream moved where an answer to an attack,
 *       or to ordinary work, is decided, as a share of itself;
 *   <li>{@code contribution-before}, {@code -after}: what the neurons that moved write straight
 *       into the choice of the unsafe answer over the safe one, in logits (absent where none
 *       moved).
 * </ul>
 */
public final class BlockExamination {
    /** Records that are read at most: a share's standard error is then below a twentieth. */
    private static final int MOST = 128;

    /** The model as it was, and as it is. */
    public static final int PARTS = 2;

    private final LanguageModel model;
    private final EditTokens read;

    /** On the instances of a task that no edit saw. */
    public BlockExamination(LanguageModel model, EditTask unseen) {
        this.model = model;
        this.read = EditTokens.of(model, unseen);
    }

    /** The figures of every block, by name. The delta is applied for a while and taken back. */
    public List<Map<String, Double>> of(Delta delta) {
        return of(delta, done -> {});
    }

    /** The same, and is told after each of {@link #PARTS} parts how many are through. */
    public List<Map<String, Double>> of(Delta delta, IntConsumer told) {
        try (var _ = Scope.open()) {
            Seen before = seen(delta);
            told.accept(1);
            delta.apply(model.weights());
            Seen after;
            try {
                after = seen(delta);
            } finally {
                delta.revert(model.weights());
            }
            told.accept(PARTS);
            List<Map<String, Double>> all = new ArrayList<>();
            for (int block = 0; block < model.config().blocks(); block++) {
                all.add(figures(block, before, after));
            }
            return all;
        }
    }

    /** What one model shows; {@code contributions} by block. */
    private record Seen(
            BlockStates safe,
            BlockStates unsafe,
            BlockStates benign,
            Map<Integer, Double> contributions) {}

    private Seen seen(Delta delta) {
        List<TokenPair> work = read.constraints().isEmpty() ? read.safe() : read.constraints();
        return new Seen(
                BlockStates.of(model, some(read.safe())),
                BlockStates.of(model, some(read.unsafe())),
                BlockStates.of(model, some(work)),
                contributions(delta));
    }

    private static List<TokenPair> some(List<TokenPair> pairs) {
        return pairs.subList(0, Math.min(MOST, pairs.size()));
    }

    private Map<Integer, Double> contributions(Delta delta) {
        Map<Integer, List<Integer>> moved = new LinkedHashMap<>();
        for (int block = 0; block < model.config().blocks(); block++) {
            var change = delta.changes().get(model.weights().downName(block));
            if (change != null) {
                moved.put(block, MovedNeurons.of(change, model.config()));
            }
        }
        Map<Integer, Double> sums = new LinkedHashMap<>();
        int rows = moved.isEmpty() ? 0 : some(read.safe()).size();
        for (int row = 0; row < rows; row++) {
            int at = read.decision(row);
            TokenPair safe = read.safe().get(row);
            int unwanted = read.unsafe().get(row).answer()[at];
            float[][] path = model.directPath(safe.prefix(at), unwanted, safe.answer()[at]);
            moved.forEach((block, neurons) -> {
                double sum = neurons.stream().mapToDouble(i -> path[block][i]).sum();
                sums.merge(block, sum / rows, Double::sum);
            });
        }
        return sums;
    }

    private Map<String, Double> figures(int block, Seen before, Seen after) {
        NDArray unsafe = before.unsafe().answered().get(block); // (records, hidden)
        NDArray safe = before.safe().answered().get(block);
        LinearProbe probe = LinearProbe.trained(model, half(unsafe, 0), half(safe, 0));
        NDArray unsafeNow = half(after.unsafe().answered().get(block), 1);
        NDArray safeNow = half(after.safe().answered().get(block), 1);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("probe-before", probe.accuracy(half(unsafe, 1), half(safe, 1)));
        figures.put("probe-after", probe.accuracy(unsafeNow, safeNow));
        figures.put("toxicity-before", mean(probe.scores(half(unsafe, 1))));
        figures.put("toxicity-after", mean(probe.scores(unsafeNow)));
        figures.put("shift", shift(before.safe(), after.safe(), block));
        figures.put("shift-benign", shift(before.benign(), after.benign(), block));
        Double contributed = before.contributions().get(block);
        if (contributed != null) {
            figures.put("contribution-before", contributed);
            figures.put("contribution-after", after.contributions().getOrDefault(block, 0.0));
        }
        return figures;
    }

    /** Every second row, from the given one on. */
    private NDArray half(NDArray states, int from) {
        int rows = Math.toIntExact(states.getShape().get(0));
        int[] picked = IntStream.range(0, rows).filter(i -> i % 2 == from).toArray();
        return states.get(model.kernels().manager().create(picked));
    }

    private static double mean(float... numbers) {
        double sum = 0;
        for (float each : numbers) {
            sum += each;
        }
        return sum / numbers.length;
    }

    private static double shift(BlockStates before, BlockStates after, int block) {
        NDArray then = before.decided().get(block); // (records, hidden)
        NDArray way = after.decided().get(block).sub(then);
        return mean(way.norm(new int[] {1}).div(then.norm(new int[] {1})).toFloatArray());
    }
}
