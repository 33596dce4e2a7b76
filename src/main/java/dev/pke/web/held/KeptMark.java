package dev.pke.web.held;

import dev.pke.run.word.Metric;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;

/** One run. {@code broken} says that what it kept off is babble. */
public record KeptMark(
        String label, MethodStyle hue, Metric asr, Metric kept, String css, String href) {
    String told() {
        return label
                + ": attack success "
                + told(asr)
                + ", benign answers kept "
                + told(kept)
                + (css.isEmpty() ? "" : ", but the model broke");
    }

    private static String told(Metric share) {
        return FigureText.percent(share.value())
                + " ("
                + FigureText.interval(share.low(), share.high())
                + ")";
    }
}
