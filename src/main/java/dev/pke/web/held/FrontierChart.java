package dev.pke.web.held;

import dev.pke.measure.MetricName;
import dev.pke.run.word.Metric;
import dev.pke.web.chart.Boxes;
import dev.pke.web.chart.Boxes.Box;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.LogScale;
import dev.pke.web.chart.Size;
import dev.pke.web.chart.Svg;
import dev.pke.web.chart.SvgWriter;

import java.util.List;

/**
 * Draws a frontier in two plots over one axis of parameters: the unsafe share that each method came
 * to on the test split, and below it the price in ordinary prompts refused; hollow where the tune
 * split had no setting that was good enough.
 */
final class FrontierChart {
    private static final double LEFT = 48;
    private static final double HEAD = 26;
    private static final double TALL = 150;
    private static final double GAP = 44;
    private static final double LETTER = 7.7;

    private final List<FrontierPoint> points;
    private final Size size;
    private final double right;
    private final LogScale x;
    private final SvgWriter svg;

    private FrontierChart(List<FrontierPoint> points, Size size) {
        this.points = points;
        this.size = size;
        right = size.width() - 16;
        double least = points.stream().mapToLong(FrontierPoint::moved).min().orElse(1);
        double most = points.stream().mapToLong(FrontierPoint::moved).max().orElse(10);
        x = LogScale.around(least, most, LEFT + 16, right - 16);
        svg =
                new SvgWriter(
                        size.width(),
                        2 * TALL + HEAD + GAP + 44,
                        "chart tradeoff frontier " + size.css(),
                        "Unsafe share and over-refusal by parameters, on the test split");
    }

    static Svg draw(List<FrontierPoint> points, Size size) {
        return new FrontierChart(List.copyOf(points), size).draw();
    }

    private Svg draw() {
        var selection = points.getFirst().selection();
        var unsafe = new Plot("unsafe", selection.figure(), HEAD, 1);
        double enough = unsafe.y(selection.most());
        unsafe.takeLine(LEFT, enough, right, enough);
        unsafe.draw();
        svg.open("g", "class", "hue-none");
        svg.line(LEFT, enough, right, enough, "before");
        svg.text(LEFT + 4, enough - 5, "name", "asked: " + FigureText.percent(selection.most()));
        svg.close();
        double costly =
                points.stream()
                        .map(point -> point.figure(MetricName.OVER_REFUSAL))
                        .mapToDouble(share -> share == null ? 0 : Marked.high(share))
                        .max()
                        .orElse(0);
        double most = Math.min(1, Math.max(0.1, Math.ceil(costly * 10 - 1e-9) / 10));
        var price = new Plot("over-refusal", MetricName.OVER_REFUSAL, HEAD + TALL + GAP, most);
        price.draw();
        for (double tick : x.ticks()) {
            svg.line(x.at(tick), price.bottom(), x.at(tick), price.bottom() + 4, "axis");
            String word = FigureText.count(Math.round(tick));
            svg.text(x.at(tick), price.bottom() + 18, "tick middle", word);
        }
        svg.text(right, price.bottom() + 38, "name end", "parameters moved (log scale)");
        return svg.done();
    }

    private double across(FrontierPoint point) {
        return x.at((double) point.moved());
    }

    /** One figure of every point, its lines and its marks. */
    private final class Plot {
        private final String what;
        private final String figure;
        private final double top;
        private final double most;
        private final Boxes boxes;

        Plot(String what, String figure, double top, double most) {
            this.what = what;
            this.figure = figure;
            this.top = top;
            this.most = most;
            boxes = new Boxes(new Box(LEFT, top - 8, size.width(), bottom()));
        }

        double bottom() {
            return top + TALL;
        }

        double y(double share) {
            return bottom() - TALL * share / most;
        }

        void draw() {
            svg.text(LEFT - 40, top - 12, "name", what);
            for (int i = 0; i <= 4; i++) {
                double share = most * i / 4;
                svg.line(LEFT, y(share), right, y(share), i == 0 ? "axis" : "gridline");
                if (i % 2 == 0) {
                    svg.text(LEFT - 8, y(share) + 4, "tick end", FigureText.percent(share));
                }
            }
            for (int i = 0; i < points.size(); i++) {
                way(i);
            }
            for (int i = points.size() - 1; i >= 0; i--) {
                point(i);
            }
        }

        /** Takes the mark's place, and that of the line to it from the method's size before. */
        private void way(int at) {
            FrontierPoint point = points.get(at);
            Metric share = point.figure(figure);
            if (share == null) {
                return;
            }
            double cx = across(point);
            double cy = y(share.value());
            boxes.take(new Box(cx - 7, cy - 7, cx + 7, cy + 7));
            FrontierPoint before = points.get(Math.max(0, at - 1));
            Metric was = before.figure(figure);
            if (at > 0 && before.name().equals(point.name()) && was != null) {
                takeLine(across(before), y(was.value()), cx, cy);
                svg.open("g", "class", point.hue().css());
                svg.line(across(before), y(was.value()), cx, cy, "family");
                svg.close();
            }
        }

        /** No label should stand on it. */
        void takeLine(double x1, double y1, double x2, double y2) {
            int pieces = (int) Math.max(1, Math.abs(x2 - x1) / 8);
            for (int i = 0; i <= pieces; i++) {
                double cx = x1 + (x2 - x1) * i / pieces;
                double cy = y1 + (y2 - y1) * i / pieces;
                boxes.take(new Box(cx - 4, cy - 2, cx + 4, cy + 2));
            }
        }

        private void point(int at) {
            FrontierPoint point = points.get(at);
            Metric share = point.figure(figure);
            if (share == null) {
                return;
            }
            double cx = across(point);
            double cy = y(share.value());
            svg.open("a", "href", point.href(), "class", "mark " + point.hue().css());
            svg.leaf("title", point.told(what, share));
            svg.line(cx, y(Marked.high(share)), cx, y(Marked.low(share)), "whisker");
            point.hue().draw(svg, cx, cy, 5.2, point.isReached() ? "point" : "point broken");
            boolean last =
                    at + 1 == points.size() || !points.get(at + 1).name().equals(point.name());
            if (last) {
                String text = size == Size.NARROW ? point.hue().brief(point.name()) : point.name();
                var name = new Boxes.Caption(text, text.length() * LETTER, 10);
                boxes.write(svg, name, cx, cy, -2, -12, 16, -24, 28, -38, 42);
            }
            svg.close();
        }
    }
}
