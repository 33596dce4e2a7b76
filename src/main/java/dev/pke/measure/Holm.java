package dev.pke.measure;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's step-down correction (1979): the chance of any false alarm among the tests of one table
 * stays below the level at which each adjusted p is read.
 */
public final class Holm {
    private Holm() {}

    /** The adjusted p of each, in the order given: {@code max over smaller ones of (m − i)·p}. */
    public static List<Double> adjusted(List<Double> ps) {
        int m = ps.size();
        List<Integer> order =
                IntStream.range(0, m).boxed().sorted(Comparator.comparingDouble(ps::get)).toList();
        double[] out = new double[m];
        double largest = 0;
        for (int rank = 0; rank < m; rank++) {
            int at = order.get(rank);
            largest = Math.max(largest, Math.min(1, (m - rank) * ps.get(at)));
            out[at] = largest;
        }
        return IntStream.range(0, m).mapToObj(i -> out[i]).toList();
    }
}
