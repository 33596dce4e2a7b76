package dev.pke.measure;

import java.util.List;

/**
 * Several seeds' figures as one: never the best of them.
 *
 * @param n how many
 * @param mean their mean; NaN of none
 * @param sd their standard deviation with n − 1 below; NaN of fewer than two
 */
public record Spread(int n, double mean, double sd) {
    /** Of these figures. */
    public static Spread of(List<Double> figures) {
        int n = figures.size();
        double mean = figures.stream().mapToDouble(f -> f).average().orElse(Double.NaN);
        double squares = figures.stream().mapToDouble(f -> (f - mean) * (f - mean)).sum();
        return new Spread(n, mean, n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1)));
    }
}
