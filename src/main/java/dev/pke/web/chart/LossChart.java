package dev.pke.web.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws losses against edit steps. The y axis is logarithmic where every series that is drawn is
 * positive; a point that is not finite ends its line with a mark that says so, and a zero, which
 * such an axis has no place for, is a gap with a mark on the axis.
 */
public final class LossChart {
    /** One line: its name, hue and points by step. */
    public record Series(String name, MethodStyle hue, Dash dash, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    /** The loss after a step and where the step's event is. */
    public record Point(int step, double loss, String href) {}

    /** Lines of one hue are told apart by their dash. */
    public enum Dash {
        SOLID,
        DASHED,
        DOTTED;

        String css() {
            return this == SOLID ? "curve" : this == DASHED ? "curve dashed" : "curve dotted";
        }
    }

    private static final double LETTER = 7.9;
    private static final double LINE = 13;
    private static final double FLOOR = 1e-12;
    private static final int MOST_TARGETS = 120;

    private LossChart() {}

    public static Svg draw(List<Series> series, Size size) {
        double height = size == Size.HALF ? 310 : 250;
        double left = 52;
        int longest = series.stream().mapToInt(each -> each.name().length()).max().orElse(0);
        double margin = Math.min(size.width() / 3, Math.max(60, 22 + longest * LETTER));
        double right = size.width() - margin;
        double top = 12;
        double bottom = height - 34;
        double least = 1;
        double most = 1e-3;
        int steps = 2;
        for (Series each : series) {
            for (Point point : each.points()) {
                steps = Math.max(steps, point.step());
                if (Double.isFinite(point.loss()) && point.loss() > 0) {
                    least = Math.min(least, Math.max(FLOOR, point.loss()));
                    most = Math.max(most, point.loss());
                }
            }
        }
        LogScale y = LogScale.around(least, most, bottom, top);
        var svg =
                new SvgWriter(
                        size.width(), height, "chart losses " + size.css(), "Losses by edit step");
        for (double tick : y.ticks()) {
            svg.line(left, y.at(tick), right, y.at(tick), "gridline");
            svg.text(left - 8, y.at(tick) + 4, "tick end", y.word(tick));
        }
        svg.line(left, bottom, right, bottom, "axis");
        double span = (right - left) / Math.max(1, steps - 1);
        for (int step : new int[] {1, (steps + 1) / 2, steps}) {
            svg.text(left + (step - 1) * span, bottom + 17, "tick middle", FigureText.count(step));
        }
        svg.text(size.width() - 6, bottom + 17, "name end", "step");
        var ends = new Boxes(new Boxes.Box(right, top - 6, size.width(), bottom + 6));
        for (Series each : series) {
            line(svg, each, left, span, y, ends);
        }
        return svg.done();
    }

    private static void line(
            SvgWriter svg, Series series, double left, double span, LogScale y, Boxes ends) {
        var path = new StringBuilder();
        double lastX = left;
        double lastY = Double.NaN;
        boolean diverged = false;
        boolean broken = true;
        List<Double> zeros = new ArrayList<>();
        for (Point point : series.points()) {
            if (!Double.isFinite(point.loss())) {
                diverged = true;
                break;
            }
            lastX = left + (point.step() - 1) * span;
            if (point.loss() <= 0) {
                broken = true;
                zeros.add(lastX);
                lastY = y.from();
                continue;
            }
            lastY = y.at(point.loss());
            path.append(broken ? "M" : "L")
                    .append(SvgWriter.px(lastX))
                    .append(' ')
                    .append(SvgWriter.px(lastY));
            broken = false;
        }
        svg.open("g", "class", series.hue().css());
        svg.empty("path", "class", series.dash().css(), "d", path.toString());
        for (double x : zeros) {
            svg.leaf("title", series.name() + ": 0, which has no place on a log axis");
            svg.line(x, y.from() - 4, x, y.from() + 4, "zero");
        }
        if (series.points().size() == 1 && zeros.isEmpty() && !diverged) {
            circle(svg, lastX, lastY, "3", "only"); // a line of one point is not seen
        }
        targets(svg, series, left, span, y);
        if (!Double.isNaN(lastY)) {
            String label = series.name() + (diverged ? " (diverged)" : "");
            label(svg, label, lastX, lastY, ends);
        }
        svg.close();
    }

    /** Every point, or evenly spread ones where there are many, answers to the pointer. */
    private static void targets(
            SvgWriter svg, Series series, double left, double span, LogScale y) {
        int every = (series.points().size() + MOST_TARGETS - 1) / MOST_TARGETS;
        for (int i = 0; i < series.points().size(); i += Math.max(1, every)) {
            Point point = series.points().get(i);
            double loss = point.loss();
            double at = Double.isFinite(loss) ? (loss > 0 ? y.at(loss) : y.from()) : y.to();
            svg.open("a", "href", point.href(), "class", "target");
            svg.leaf(
                    "title",
                    series.name()
                            + ", step "
                            + FigureText.count(point.step())
                            + ": "
                            + FigureText.value(loss));
            circle(svg, left + (point.step() - 1) * span, at, "5", "hit");
            svg.close();
        }
    }

    private static void circle(SvgWriter svg, double x, double y, String r, String css) {
        String cx = SvgWriter.px(x);
        svg.empty("circle", "cx", cx, "cy", SvgWriter.px(y), "r", r, "class", css);
    }

    private static void label(SvgWriter svg, String text, double x, double y, Boxes ends) {
        Boxes.Box place = ends.beside(x, y, text.length() * LETTER, LINE);
        svg.text(place.left(), place.bottom(), "label", text);
    }
}
