package dev.pke.web.chart;

import dev.pke.web.chart.Boxes.Box;
import dev.pke.web.chart.TradeOff.Mark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws a {@link TradeOff}: y linear from 0 to 100 %, x logarithmic. */
public final class TradeOffChart {
    private static final double RADIUS = 5.5;
    private static final double CHARACTER = 7.9;

    private final TradeOff data;
    private final double width;
    private final double height;
    private final double left = 48;
    private final double right;
    private final double top = 16;
    private final double bottom;
    private final LogScale x;
    private final SvgWriter svg;
    private final Boxes boxes;

    private TradeOffChart(TradeOff data, Size size) {
        this.data = data;
        width = size.width();
        height = size == Size.NARROW ? 330 : 400;
        right = width - 20;
        bottom = height - 46;
        double least = data.marks().stream().mapToLong(Mark::parametersMoved).min().orElse(100);
        double most = data.marks().stream().mapToLong(Mark::parametersMoved).max().orElse(10_000);
        x = LogScale.around(least, most, left + 28, right - 28);
        svg =
                new SvgWriter(
                        width,
                        height,
                        "chart tradeoff " + size.css(),
                        "Attack success against parameters moved");
        boxes = new Boxes(new Box(left, 2, width, bottom + 1)); // a name may touch the axis
    }

    public static Svg draw(TradeOff data, Size size) {
        var chart = new TradeOffChart(data, size);
        chart.axes();
        chart.before();
        chart.marks(size);
        return chart.svg.done();
    }

    private double y(double share) {
        return bottom - (bottom - top) * share;
    }

    private void axes() {
        svg.quarters(left, right, this::y);
        for (double tick : x.ticks()) {
            svg.line(x.at(tick), bottom, x.at(tick), bottom + 4, "axis");
            svg.text(x.at(tick), bottom + 18, "tick middle", FigureText.count(Math.round(tick)));
        }
        svg.text(right, height - 8, "name end", "parameters moved (log scale)");
        svg.text(left, height - 8, "name", "↙ better");
    }

    private void before() {
        var before = data.before();
        if (Double.isFinite(before.low())) {
            double upper = y(before.high());
            svg.rect(left, upper, right - left, y(before.low()) - upper, "band hue-none");
        }
        double at = y(before.value());
        svg.line(left, at, right, at, "before hue-none");
    }

    /** Names the line where no mark stands in the way. */
    private void beforeLabel() {
        double at = y(data.before().value());
        boxes.take(new Box(left, at - 1, right, at + 1));
        String label = "before any edit, " + FigureText.percent(data.before().value());
        double wide = label.length() * CHARACTER;
        List<Box> places = new ArrayList<>();
        for (double base : new double[] {at - 6, at + 15}) {
            for (double x1 : new double[] {right - wide, left + 4, (left + right - wide) / 2}) {
                places.add(new Box(x1, base - 12, x1 + wide, base + 2));
            }
        }
        Box place = places.get(boxes.choose(places));
        svg.open("a", "href", data.beforeHref(), "class", "hue-none");
        svg.text(place.left(), place.bottom() - 2, "label", label);
        svg.close();
    }

    private void marks(Size size) {
        List<Double> centres = centres();
        Map<MethodStyle, List<Integer>> families = new LinkedHashMap<>();
        for (int i = 0; i < data.marks().size(); i++) {
            families.computeIfAbsent(data.marks().get(i).hue(), _ -> new ArrayList<>()).add(i);
            Mark mark = data.marks().get(i);
            double at = y(mark.asr().value());
            double cx = centres.get(i);
            boxes.take(new Box(cx - 8, at - 8, cx + 8, at + 8));
            boxes.take(new Box(cx - 2, y(high(mark)), cx + 2, y(low(mark))));
        }
        beforeLabel();
        families.forEach((style, members) -> path(style, members, centres));
        List<Labels.Mark> named = new ArrayList<>();
        for (int i = 0; i < data.marks().size(); i++) {
            Mark mark = data.marks().get(i);
            double at = y(mark.asr().value());
            named.add(new Labels.Mark(mark.label(), mark.hue(), centres.get(i), at));
        }
        List<String> texts = new Labels(named, size).texts();
        for (int i = 0; i < data.marks().size(); i++) {
            mark(data.marks().get(i), centres.get(i), texts.get(i));
        }
    }

    /** One thin line through a family, by parameters moved; one mark a size, so no zigzag. */
    private void path(MethodStyle style, List<Integer> members, List<Double> centres) {
        var line = new StringBuilder();
        long last = 0;
        var ordered =
                members.stream()
                        .sorted(
                                Comparator.comparingLong(
                                        i -> data.marks().get(i).parametersMoved()))
                        .toList();
        for (int i : ordered) {
            Mark mark = data.marks().get(i);
            if (mark.parametersMoved() == last) {
                continue;
            }
            last = mark.parametersMoved();
            line.append(line.isEmpty() ? "M" : "L")
                    .append(SvgWriter.px(centres.get(i)))
                    .append(' ')
                    .append(SvgWriter.px(y(mark.asr().value())));
        }
        svg.empty("path", "class", "family " + style.css(), "d", line.toString());
    }

    private void mark(Mark mark, double cx, String text) {
        double at = y(mark.asr().value());
        boolean broken = mark.soundness() == TradeOff.Soundness.BROKEN;
        svg.open("a", "href", mark.href(), "class", "mark " + mark.hue().css());
        svg.leaf("title", mark.told());
        svg.line(cx, y(high(mark)), cx, y(low(mark)), "whisker");
        mark.hue().shape().draw(svg, cx, at, RADIUS, broken ? "point broken" : "point");
        if (!text.isEmpty()) {
            var name = new Boxes.Caption(text, text.length() * CHARACTER, 11);
            boxes.write(svg, name, cx, at, -2, -12, 12, -22, 22, -34, 34, -46, 46);
        }
        svg.close();
    }

    /** The marks' centres, each where its value is: a mark moved aside would tell another one. */
    private List<Double> centres() {
        return data.marks().stream().map(mark -> x.at((double) mark.parametersMoved())).toList();
    }

    private static double low(Mark mark) {
        return Double.isFinite(mark.asr().low()) ? mark.asr().low() : mark.asr().value();
    }

    private static double high(Mark mark) {
        return Double.isFinite(mark.asr().high()) ? mark.asr().high() : mark.asr().value();
    }
}
