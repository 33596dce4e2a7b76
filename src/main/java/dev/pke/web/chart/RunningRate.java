package dev.pke.web.chart;

import dev.pke.run.word.Metric;

import java.util.List;

/** Draws how a share stood after each further answer, with its 95 % interval as a band. */
public final class RunningRate {
    private static final double HEIGHT = 290;
    private static final int MOST_POINTS = 160;

    /** One series: after each attack asked, whether it succeeded. */
    public record Series(String name, MethodStyle style, List<Boolean> succeeded) {}

    private RunningRate() {}

    /** The chart; {@code asked} is how many attacks a whole evaluation asks. */
    public static Svg draw(List<Series> all, int asked, Size size) {
        double left = 44;
        double right = size.width() - 64;
        double bottom = HEIGHT - 24;
        var svg =
                new SvgWriter(
                        size.width(),
                        HEIGHT,
                        "chart rates " + size.css(),
                        "Attack success over the attacks asked so far");
        for (int tick = 0; tick <= 4; tick++) {
            double y = bottom - (bottom - 8) * tick / 4;
            svg.line(left, y, right, y, "gridline");
            svg.text(left - 6, y + 4, "tick end", FigureText.percent(tick / 4.0));
        }
        svg.text(left, HEIGHT - 6, "tick", "0");
        svg.text(right, HEIGHT - 6, "tick end", FigureText.count(asked) + " attacks");
        double labelled = Double.NaN;
        for (Series each : all) {
            labelled = series(svg, each, asked, left, right, bottom, labelled);
        }
        return svg.done();
    }

    private static double series(
            SvgWriter svg,
            Series one,
            int asked,
            double left,
            double right,
            double bottom,
            double labelled) {
        int n = one.succeeded().size();
        int every = Math.max(1, n / MOST_POINTS);
        var curve = new StringBuilder();
        var high = new StringBuilder();
        var low = new StringBuilder();
        int count = 0;
        double x = left;
        double y = bottom;
        for (int i = 0; i < n; i++) {
            count += one.succeeded().get(i) ? 1 : 0;
            if (i % every == 0 || i == n - 1) {
                Metric rate = Metric.share(count, i + 1);
                x = left + (right - left) * (i + 1) / Math.max(1, asked);
                y = y(rate.value(), bottom);
                String at = SvgWriter.px(x) + ",";
                curve.append(curve.isEmpty() ? "M" : "L").append(at).append(SvgWriter.px(y));
                high.append(high.isEmpty() ? "M" : "L").append(at);
                high.append(SvgWriter.px(y(rate.high(), bottom)));
                low.insert(0, "L" + at + SvgWriter.px(y(rate.low(), bottom)));
            }
        }
        if (n == 0) {
            return labelled;
        }
        Metric last = Metric.share(count, n);
        svg.open("g", "class", one.style().css());
        String told =
                one.name()
                        + ": "
                        + count
                        + " of "
                        + n
                        + ", "
                        + FigureText.percent(last.value())
                        + " ("
                        + FigureText.interval(last.low(), last.high())
                        + ")";
        svg.leaf("title", told);
        svg.empty("path", "class", "band", "d", high + low.toString() + "Z");
        svg.empty("path", "class", "curve", "d", curve.toString());
        double at = Math.abs(y - labelled) < 14 ? labelled - 14 : y;
        svg.text(x + 6, at + 4, "label", one.name());
        svg.close();
        return at;
    }

    private static double y(double share, double bottom) {
        return bottom - (bottom - 8) * share;
    }
}
