package dev.pke.web.held;

import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.Size;
import dev.pke.web.chart.Svg;
import dev.pke.web.chart.SvgWriter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Draws how deep edits go, at what price, against how many parameters: the unsafe share by the
 * tokens of the unsafe answer that were given, a line an edit. Each line's end leads to its row,
 * which says what it moved and what it cost; on a phone the rows stand below and a number leads
 * there.
 */
public final class DepthChart {
    private static final double LEFT = 46;
    private static final double TOP = 30;
    private static final double ROW = 20;
    private static final double LOW_ROW = 36; // two lines of text
    private static final double PHONE_PLOT = 230;
    private static final double NUMBER = 13;
    private static final List<String> DASHES =
            List.of("", "dashed", "dotted", "broken-line", "fine");

    private final List<DepthLine> lines;
    private final boolean wide;
    private final double right;
    private final double bottom;
    private final int deepest;
    private final SvgWriter svg;

    private DepthChart(List<DepthLine> all, Size size) {
        lines =
                all.stream()
                        .sorted(
                                Comparator.comparingDouble(
                                        (DepthLine line) -> -line.last().unsafe().value()))
                        .toList();
        wide = size == Size.WIDE;
        right = wide ? DepthRows.LEADER : size.width() - 34;
        double plot = wide ? Math.max(300, lines.size() * ROW + TOP) : PHONE_PLOT;
        bottom = TOP + plot;
        deepest =
                Math.max(1, lines.stream().mapToInt(line -> line.last().tokens()).max().orElse(1));
        double height = bottom + 44 + (wide ? 0 : lines.size() * LOW_ROW);
        svg =
                new SvgWriter(
                        size.width(),
                        height,
                        "chart tradeoff depth " + size.css(),
                        "Unsafe share by tokens of the unsafe answer given, with what each edit"
                                + " moved and what it cost");
    }

    public static Svg draw(List<DepthLine> lines, Size size) {
        return new DepthChart(lines, size).draw();
    }

    private Svg draw() {
        axes();
        List<String> dashes = dashes();
        double[] ends =
                lines.stream().mapToDouble(line -> y(line.last().unsafe().value())).toArray();
        double[] rows = Apart.of(ends, wide ? ROW : NUMBER, TOP, bottom);
        for (int i = lines.size() - 1; i >= 0; i--) {
            leader(i, ends[i], rows[i]);
        }
        for (int i = lines.size() - 1; i >= 0; i--) {
            line(lines.get(i), dashes.get(i));
        }
        var legend = new DepthRows(svg, lines);
        if (wide) {
            legend.beside(rows, TOP - 16);
        } else {
            legend.below(bottom + 56, LOW_ROW);
        }
        return svg.done();
    }

    private double x(double tokens) {
        double inset = 12;
        return LEFT + inset + (right - LEFT - 2 * inset) * tokens / deepest;
    }

    private double y(double share) {
        return bottom - (bottom - TOP) * share;
    }

    private void axes() {
        svg.quarters(LEFT, right, this::y);
        List<Integer> asked =
                lines.stream()
                        .flatMap(line -> line.points().stream())
                        .map(DepthPoint::tokens)
                        .distinct()
                        .sorted()
                        .toList();
        for (int tokens : asked) {
            svg.line(x(tokens), bottom, x(tokens), bottom + 4, "axis");
            svg.text(x(tokens), bottom + 18, "tick middle", FigureText.count(tokens));
        }
        svg.text(LEFT - 38, TOP - 16, "name", "unsafe");
        svg.text(right, bottom + 36, "name end", "tokens of the unsafe answer given");
    }

    /** Lines of one hue differ in their strokes, since their colour is the method's. */
    private List<String> dashes() {
        Map<Object, Integer> seen = new HashMap<>();
        List<String> dashes = new ArrayList<>();
        for (DepthLine line : lines) {
            int nth = seen.merge(line.hue(), 1, Integer::sum) - 1;
            dashes.add(DASHES.get(nth % DASHES.size()));
        }
        return dashes;
    }

    private void leader(int at, double end, double row) {
        double from = x(lines.get(at).last().tokens()) + 8;
        double to = wide ? DepthRows.MARK - 9 : right + 4;
        String css = "leader " + lines.get(at).hue().css();
        double bend = Math.max(from, right - 6);
        svg.empty(
                "path",
                "class",
                css,
                "d",
                "M%s %sL%s %sL%s %s"
                        .formatted(
                                SvgWriter.px(from),
                                SvgWriter.px(end),
                                SvgWriter.px(bend),
                                SvgWriter.px(end),
                                SvgWriter.px(to),
                                SvgWriter.px(row)));
        if (!wide && lines.size() > 1) {
            svg.open("g", "class", lines.get(at).hue().css());
            svg.text(right + 8, row + 4, "label", Integer.toString(at + 1));
            svg.close();
        }
    }

    private void line(DepthLine line, String dash) {
        svg.open("g", "class", "line " + line.hue().css());
        var path = new StringBuilder();
        for (DepthPoint point : line.points()) {
            path.append(path.isEmpty() ? 'M' : 'L').append(SvgWriter.px(x(point.tokens())));
            path.append(' ').append(SvgWriter.px(y(point.unsafe().value())));
        }
        svg.empty("path", "class", ("family " + dash).strip(), "d", path.toString());
        IntStream.range(0, line.points().size()).forEach(i -> point(line, line.points().get(i)));
        svg.close();
    }

    private void point(DepthLine line, DepthPoint point) {
        double cx = x(point.tokens());
        svg.open("a", "href", point.href(line.href()), "class", "mark");
        svg.leaf("title", line.told(point));
        svg.line(cx, y(Marked.high(point.unsafe())), cx, y(Marked.low(point.unsafe())), "whisker");
        line.hue().draw(svg, cx, y(point.unsafe().value()), 4.2, ("point " + line.css()).strip());
        svg.close();
    }
}
