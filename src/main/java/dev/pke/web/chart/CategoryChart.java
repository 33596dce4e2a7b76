package dev.pke.web.chart;

import dev.pke.run.word.Metric;

import java.util.List;

/**
 * Draws attack success per category, one bar a series and a thin interval on each; the axis is
 * linear from 0 to 100 %.
 */
public final class CategoryChart {
    /** One category: its bars in the order of the series. */
    public record Row(String category, List<Bar> bars) {
        public Row {
            bars = List.copyOf(bars);
        }
    }

    /** One bar and where its answers are. */
    public record Bar(String series, MethodStyle hue, Metric asr, String href) {}

    private static final double BAR = 6;
    private static final int FEW = 2;

    private CategoryChart() {}

    public static Svg draw(List<Row> rows, Size size) {
        boolean narrow = size == Size.NARROW;
        double left = narrow ? 4 : 142;
        double right = size.width() - 46;
        int bars = rows.stream().mapToInt(row -> row.bars().size()).max().orElse(1);
        double head = narrow ? 16 : 0;
        double step = bars <= FEW ? 14 : 9;
        double rowHeight = head + Math.max(18, bars * step + 8);
        double height = rows.size() * rowHeight + 26;
        var svg =
                new SvgWriter(
                        size.width(),
                        height,
                        "chart categories " + size.css(),
                        "Attack success by category");
        double span = right - left;
        for (int percent = 0; percent <= 100; percent += 25) {
            double at = left + span * percent / 100;
            svg.line(at, 0, at, height - 22, percent == 0 ? "axis" : "gridline");
            svg.text(at, height - 6, "tick middle", percent == 0 ? "0" : percent + "\u00a0%");
        }
        for (int r = 0; r < rows.size(); r++) {
            Row row = rows.get(r);
            double top = r * rowHeight + 4;
            double middle = top + head + (row.bars().size() * step) / 2;
            if (narrow) {
                svg.text(left + 2, top + 10, "tick", row.category());
            } else {
                svg.text(left - 10, middle + 3, "tick end", row.category());
            }
            for (int b = 0; b < row.bars().size(); b++) {
                Bar bar = row.bars().get(b);
                boolean labelled = bars <= FEW || b == 0;
                double end = bar(svg, row, bar, left, span, top + head + b * step);
                if (labelled) {
                    double base = top + head + b * step + BAR + 1;
                    svg.text(end + 5, base + 2, "figure", FigureText.percent(bar.asr().value()));
                }
            }
        }
        return svg.done();
    }

    /** Draws a bar with its interval; how far to the right it reaches. */
    private static double bar(
            SvgWriter svg, Row row, Bar bar, double left, double span, double top) {
        Metric asr = bar.asr();
        double wide = Math.max(1.5, span * asr.value());
        svg.open("a", "href", bar.href(), "class", "bar " + bar.hue().css());
        svg.leaf("title", told(row, bar));
        svg.empty(
                "rect",
                "class",
                "fill",
                "x",
                SvgWriter.px(left),
                "y",
                SvgWriter.px(top),
                "width",
                SvgWriter.px(wide),
                "height",
                SvgWriter.px(BAR),
                "rx",
                "1.5");
        double end = left + wide;
        if (Double.isFinite(asr.low()) && Double.isFinite(asr.high())) {
            double middle = top + BAR / 2;
            svg.line(left + span * asr.low(), middle, left + span * asr.high(), middle, "interval");
            end = Math.max(end, left + span * asr.high());
        }
        svg.close();
        return end;
    }

    private static String told(Row row, Bar bar) {
        Metric asr = bar.asr();
        return row.category()
                + ", "
                + bar.series()
                + ": "
                + FigureText.percent(asr.value())
                + " ("
                + FigureText.interval(asr.low(), asr.high())
                + "), "
                + asr.count()
                + " of "
                + asr.of();
    }
}
