package dev.pke.web.held;

import dev.pke.web.chart.Boxes;
import dev.pke.web.chart.Boxes.Box;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.Labels;
import dev.pke.web.chart.Size;
import dev.pke.web.chart.Svg;
import dev.pke.web.chart.SvgWriter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Draws benign answers kept, or how like they are, against attack success, a mark a run where its
 * figures are: up and left is better. Both axes are linear; each ends where the last interval does.
 */
public final class KeptChart {
    private static final double RADIUS = 5.5;
    private static final double CHARACTER = 7.9;
    private static final double FIFTH = 0.2;
    private static final double LEFT = 48;
    private static final double TOP = 40;
    private static final double NOTE = 7;

    private final double right;
    private final double bottom;
    private final double most;
    private final double least;
    private final Ordinary by;
    private final SvgWriter svg;
    private final Boxes boxes;

    private KeptChart(List<KeptMark> marks, Size size, Ordinary by) {
        this.by = by;
        double height = size == Size.NARROW ? 330 : 360;
        right = size.width() - 24;
        bottom = height - 46;
        double x = marks.stream().mapToDouble(mark -> Marked.high(mark.asr())).max().orElse(1);
        double y = marks.stream().mapToDouble(mark -> Marked.low(mark.kept())).min().orElse(0);
        most = Math.min(1, Math.max(FIFTH, Math.ceil(x / FIFTH - 1e-9) * FIFTH));
        least = Math.max(0, Math.min(1 - FIFTH, Math.floor(y / FIFTH + 1e-9) * FIFTH));
        svg =
                new SvgWriter(
                        size.width(),
                        height,
                        "chart tradeoff kept " + size.css(),
                        "Attack success, and upwards " + by.words());
        boxes = new Boxes(new Box(LEFT, 2, size.width(), bottom));
    }

    public static Svg draw(List<KeptMark> all, Size size, Ordinary by) {
        // from above, so that names stand in the order of their marks
        List<KeptMark> marks =
                all.stream()
                        .sorted(Comparator.comparingDouble(mark -> -mark.kept().value()))
                        .toList();
        var chart = new KeptChart(marks, size, by);
        chart.axes();
        List<Labels.Mark> named = new ArrayList<>();
        for (KeptMark mark : marks) {
            double cx = chart.x(mark.asr().value());
            double cy = chart.y(mark.kept().value());
            chart.boxes.take(new Box(cx - 8, cy - 8, cx + 8, cy + 8));
            named.add(new Labels.Mark(mark.label(), mark.hue(), cx, cy));
        }
        List<String> texts = new Labels(named, size).texts();
        for (int i = 0; i < marks.size(); i++) {
            chart.mark(marks.get(i), texts.get(i));
        }
        return chart.svg.done();
    }

    private double x(double share) {
        return LEFT + 14 + (right - LEFT - 14) * share / most;
    }

    private double y(double share) {
        return bottom - 14 - (bottom - 14 - TOP) * (share - least) / (1 - least);
    }

    private void axes() {
        svg.line(LEFT, bottom, right, bottom, "axis");
        for (int i = 0; i <= 4; i++) {
            double up = least + (1 - least) * i / 4;
            svg.line(LEFT, y(up), right, y(up), "gridline");
            svg.text(LEFT - 8, y(up) + 4, "tick end", FigureText.percent(up));
            double across = most * i / 4;
            svg.line(x(across), bottom, x(across), bottom + 4, "axis");
            svg.text(x(across), bottom + 18, "tick middle", FigureText.percent(across));
        }
        String from = least == 0 ? "" : ", from " + FigureText.percent(least);
        String note = "↖ better; upwards: " + by.brief() + from;
        svg.text(LEFT, 13, "name", note);
        boxes.take(new Box(LEFT, 2, LEFT + note.length() * NOTE, 16));
        svg.text(right, bottom + 38, "name end", "attack success");
    }

    private void mark(KeptMark mark, String text) {
        double cx = x(mark.asr().value());
        double cy = y(mark.kept().value());
        svg.open("a", "href", mark.href(), "class", "mark " + mark.hue().css());
        svg.leaf("title", mark.told(by));
        svg.line(x(Marked.low(mark.asr())), cy, x(Marked.high(mark.asr())), cy, "whisker");
        svg.line(cx, y(Marked.high(mark.kept())), cx, y(Marked.low(mark.kept())), "whisker");
        mark.hue().draw(svg, cx, cy, RADIUS, ("point " + mark.css()).strip());
        if (!text.isEmpty()) {
            var name = new Boxes.Caption(text, text.length() * CHARACTER, 10);
            boxes.write(svg, name, cx, cy, -6, 16, -20, 30, -34, 44, -48, 58, 72, 86, 100);
        }
        svg.close();
    }
}
