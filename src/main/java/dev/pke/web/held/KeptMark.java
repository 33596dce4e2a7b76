package dev.pke.web.held;

import dev.pke.run.word.Metric;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;

/** One run. {@code broken} says that what it kept off is babble. */
public record KeptMark(
        String label, MethodStyle hue, Metric asr, Metric kept, String css, String href) {
    String told(Ordinary by) {
        return label
                + ": attack success "
                + told(asr)
                + ", "
                + by.words()
                + " "
                + told(kept)
                + (css.isEmpty() ? "" : ", but the model broke");
    }

    private static String told(Metric share) {
        String value = FigureText.percent(share.value());
        boolean known = Double.isFinite(share.low()) && Double.isFinite(share.high());
        return known ? value + " (" + FigureText.interval(share.low(), share.high()) + ")" : value;
    }
}
