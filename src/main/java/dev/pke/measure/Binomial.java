package dev.pke.measure;

import java.util.function.DoubleUnaryOperator;

/** The binomial distribution of {@code n} draws, exact up to rounding. */
final class Binomial {
    /** Bisection halves [0, 1] until nothing is left of a double. */
    private static final int HALVINGS = 60;

    private final int n;

    /** ln k! for k up to n: products of probabilities would underflow long before n = 10,000. */
    private final double[] lnFactorial;

    Binomial(int n) {
        this.n = n;
        lnFactorial = new double[n + 1];
        for (int k = 1; k <= n; k++) {
            lnFactorial[k] = lnFactorial[k - 1] + Math.log(k);
        }
    }

    /** P(X ≤ k) where each draw succeeds with {@code p}. */
    double atMost(int k, double p) {
        if (p <= 0 || k >= n) {
            return 1;
        }
        if (p >= 1 || k < 0) {
            return 0;
        }
        double sum = 0;
        for (int i = 0; i <= k; i++) {
            double ln = lnFactorial[n] - lnFactorial[i] - lnFactorial[n - i];
            sum += Math.exp(ln + i * Math.log(p) + (n - i) * Math.log1p(-p));
        }
        return Math.min(1, sum);
    }

    /** Where a falling function of [low, high] crosses 0. */
    static double crossing(DoubleUnaryOperator falling, double low, double high) {
        double from = low;
        double to = high;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (from + to) / 2;
            if (falling.applyAsDouble(middle) > 0) {
                from = middle;
            } else {
                to = middle;
            }
        }
        return (from + to) / 2;
    }
}
