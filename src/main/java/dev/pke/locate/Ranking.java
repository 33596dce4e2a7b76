package dev.pke.locate;

import dev.pke.model.setting.Range;
import dev.pke.model.weights.Region;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Chooses neurons of a whole model; a neuron's flat number is block · intermediate + i. */
final class Ranking {
    /** What a budget may be. */
    static final Range BUDGET = Range.above0(1);

    static final String BUDGET_MEANS = "how many neurons, as a share of one block's";

    private Ranking() {}

    /** max(1, floor(budget · m)): a budget is the share of one block's neurons. */
    static int count(double budget, int intermediate) {
        return (int) Math.max(1, Math.floor(budget * intermediate));
    }

    /** The flat numbers of the {@code count} best, best first, ties to the lower number. */
    static List<Integer> best(float[][] scores, int count) {
        int width = scores[0].length;
        return IntStream.range(0, scores.length * width)
                .boxed()
                .sorted((a, b) -> {
                    int byScore =
                            Float.compare(
                                    scores[b / width][b % width], scores[a / width][a % width]);
                    return byScore != 0 ? byScore : Integer.compare(a, b);
                })
                .limit(count)
                .toList();
    }

    /** Flat numbers as regions, blocks and neurons ascending. */
    static List<Region> regions(Collection<Integer> flat, int width) {
        Map<Integer, TreeSet<Integer>> blocks = new TreeMap<>();
        flat.forEach(n -> blocks.computeIfAbsent(n / width, b -> new TreeSet<>()).add(n % width));
        List<Region> out = new ArrayList<>();
        blocks.forEach((block, neurons) -> out.add(new Region(block, List.copyOf(neurons))));
        return out;
    }

    /** All neurons of one block. */
    static Region whole(int block, int width) {
        return new Region(block, IntStream.range(0, width).boxed().toList());
    }
}
