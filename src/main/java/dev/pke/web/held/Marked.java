package dev.pke.web.held;

import dev.pke.run.word.Metric;

/** Where a share's whiskers end: at its interval, or at itself where it has none. */
public final class Marked {
    private Marked() {}

    public static double low(Metric share) {
        return Double.isFinite(share.low()) ? share.low() : share.value();
    }

    public static double high(Metric share) {
        return Double.isFinite(share.high()) ? share.high() : share.value();
    }
}
