package dev.pke.measure;

/**
 * Two arms on the same n questions, one prompt each: where they differ, and how.
 *
 * @param onlyFirst questions on which the first arm alone failed
 * @param onlySecond questions on which the second arm alone failed
 * @param questions all of them, those on which both did the same included
 */
public record Discordance(int onlyFirst, int onlySecond, int questions) {
    /** The normal quantile of a two-sided 95 % interval. */
    private static final double TWO_SIDED = 1.959963984540054;

    /** The normal quantile of a one-sided 95 % bound. */
    private static final double ONE_SIDED = 1.6448536269514722;

    /** Checks the counts. */
    public Discordance {
        if (onlyFirst < 0 || onlySecond < 0 || questions < onlyFirst + onlySecond) {
            throw new IllegalArgumentException(
                    onlyFirst + " and " + onlySecond + " of " + questions + " can't be");
        }
    }

    /** The first arm's rate less the second's. */
    public double difference() {
        return questions == 0 ? 0 : (double) (onlyFirst - onlySecond) / questions;
    }

    /**
     * The exact two-sided p of McNemar's test (1947): how likely a split of the discordant
     * questions at least as uneven is when each falls either way by a coin's toss.
     */
    public double mcNemar() {
        int all = onlyFirst + onlySecond;
        double tail = new Binomial(all).atMost(Math.min(onlyFirst, onlySecond), 0.5);
        return Math.min(1, 2 * tail);
    }

    /**
     * The 95 % score interval of the difference (Tango, Statistics in Medicine 17, 1998): valid
     * also where no question is discordant.
     */
    public Interval interval() {
        return new Interval(bound(TWO_SIDED), bound(-TWO_SIDED));
    }

    /** The 90 % interval by the same score: each end is a one-sided 95 % bound. */
    public Interval ninety() {
        return new Interval(bound(ONE_SIDED), bound(-ONE_SIDED));
    }

    /** The one-sided 95 % upper bound of the difference, by the same score. */
    public double upperBound() {
        return bound(-ONE_SIDED);
    }

    /**
     * Whether the first arm is shown to be not worse: its rate of failures exceeds the second's by
     * less than {@code margin}, at one-sided 95 %.
     */
    public boolean isNotWorse(double margin) {
        return upperBound() < margin;
    }

    private double bound(double z) {
        if (questions == 0) {
            return z > 0 ? -1 : 1;
        }
        return Binomial.crossing(delta -> score(delta) - z, -1, 1);
    }

    /** How many standard errors the difference lies above {@code delta}; falls in delta. */
    private double score(double delta) {
        double n = questions;
        double b = onlyFirst;
        double c = onlySecond;
        double over = b - c - n * delta;
        if (over == 0) {
            return 0;
        }
        // the likeliest share of "only second" questions under this difference (Tango's q21)
        double linear = -b - c + (2 * n - b + c) * delta;
        double root = Math.sqrt(linear * linear + 8 * n * c * delta * (1 - delta));
        double q = Math.max(0, (root - linear) / (4 * n));
        double variance = n * (2 * q + delta * (1 - delta));
        return variance <= 0 ? Math.copySign(Double.MAX_VALUE, over) : over / Math.sqrt(variance);
    }
}
