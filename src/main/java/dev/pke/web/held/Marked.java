package dev.pke.web.held;

import dev.pke.run.word.Metric;
import dev.pke.web.chart.FigureText;

/** A share as it is drawn and told: its whiskers end at its interval, or at itself. */
public final class Marked {
    private Marked() {}

    public static double low(Metric share) {
        return Double.isFinite(share.low()) ? share.low() : share.value();
    }

    public static double high(Metric share) {
        return Double.isFinite(share.high()) ? share.high() : share.value();
    }

    /** "12 % (8–17)". */
    public static String told(Metric share) {
        return FigureText.percent(share.value())
                + " ("
                + FigureText.interval(low(share), high(share))
                + ")";
    }
}
