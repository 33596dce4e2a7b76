package dev.pke.measure;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The interval of a rate over prompts that come in clusters: a question with its attacked,
 * rephrased and generalised prompts fails or holds as one, so questions are drawn, not prompts.
 */
public final class ClusterBootstrap {
    /** Samples drawn. */
    public static final int DRAWS = 10_000;

    private ClusterBootstrap() {}

    /**
     * What one question adds to a rate.
     *
     * @param count its prompts that count
     * @param of all its prompts
     */
    public record Cluster(int count, int of) {
        /** Checks the counts. */
        public Cluster {
            if (count < 0 || of < Math.max(1, count)) {
                throw new IllegalArgumentException(count + " of " + of + " is no cluster");
            }
        }
    }

    /**
     * Two intervals of one bootstrap.
     *
     * @param ninetyFive at 95 %
     * @param ninety at 90 %, each of whose ends is a one-sided 95 % bound
     */
    public record Both(Interval ninetyFive, Interval ninety) {}

    /**
     * The 95 % percentile interval of Σcount / Σof over {@link #DRAWS} samples of questions. Where
     * no prompt counts, or all do, every sample says the same; then the exact interval over
     * questions stands instead.
     *
     * @param seed recorded beside the figure: the same seed gives the same interval
     */
    public static Interval of(List<Cluster> clusters, long seed) {
        int count = clusters.stream().mapToInt(Cluster::count).sum();
        int of = clusters.stream().mapToInt(Cluster::of).sum();
        int n = clusters.size();
        if (count == 0 || count == of) {
            return ClopperPearson.of(count == 0 ? 0 : n, n);
        }
        return both(clusters, seed).ninetyFive();
    }

    /** The percentile intervals at both levels of a rate that is not at an end of its range. */
    public static Both both(List<Cluster> clusters, long seed) {
        int n = clusters.size();
        // as numbers side by side: so many draws are most of what a comparison computes
        int[] counts = clusters.stream().mapToInt(Cluster::count).toArray();
        int[] ofs = clusters.stream().mapToInt(Cluster::of).toArray();
        SplittableRandom random = new SplittableRandom(seed);
        double[] rates = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            long counted = 0;
            long all = 0;
            for (int i = 0; i < n; i++) {
                int one = random.nextInt(n);
                counted += counts[one];
                all += ofs[one];
            }
            rates[draw] = (double) counted / all;
        }
        Arrays.sort(rates);
        return new Both(
                new Interval(quantile(rates, 0.025), quantile(rates, 0.975)),
                new Interval(quantile(rates, 0.05), quantile(rates, 0.95)));
    }

    /** Between the two order statistics next to it, as numpy's default has it. */
    private static double quantile(double[] sorted, double at) {
        double place = at * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
