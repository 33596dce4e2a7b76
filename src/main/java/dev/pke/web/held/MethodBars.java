package dev.pke.web.held;

import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.Size;
import dev.pke.web.chart.Svg;
import dev.pke.web.chart.SvgWriter;

import java.util.List;

/**
 * Draws the papers' own figure: attack success before any edit and after each method's, a group of
 * bars a model, all on one axis from 0 to 100 %.
 */
public final class MethodBars {
    private static final double HEIGHT = 300;
    private static final double TOP = 18;
    private static final double WIDEST = 104;
    private static final double LETTER = 8;

    private MethodBars() {}

    public static Svg draw(List<BarGroup> groups, Size size) {
        double left = 44;
        double right = size.width() - 8;
        double bottom = HEIGHT - 44;
        var svg =
                new SvgWriter(
                        size.width(),
                        HEIGHT,
                        "chart bars " + size.css(),
                        "Attack success of each method on each model");
        svg.quarters(left, right, share -> y(share, bottom));
        int slots = groups.stream().mapToInt(group -> group.bars().size() + 1).sum();
        double slot = Math.min(WIDEST, (right - left) / Math.max(1, slots));
        double x = left + slot / 2;
        for (BarGroup group : groups) {
            double begin = x;
            for (MethodBar bar : group.bars()) {
                bar(svg, bar, x, slot, bottom);
                x += slot;
            }
            double wide = x - begin;
            svg.line(begin, bottom + 24, x - slot * 0.1, bottom + 24, "gridline");
            svg.text(
                    begin + wide / 2, HEIGHT - 4, "tick middle", brief(group.model(), wide + slot));
            x += slot;
        }
        return svg.done();
    }

    private static void bar(SvgWriter svg, MethodBar bar, double x, double slot, double bottom) {
        double wide = Math.min(60, slot * 0.86);
        double y = y(bar.share(), bottom);
        double middle = x + slot / 2;
        svg.open("a", "href", bar.href(), "class", "bar " + bar.hue().css());
        svg.leaf("title", bar.told());
        svg.rect(
                middle - wide / 2,
                Math.min(y, bottom - 1.5),
                wide,
                Math.max(1.5, bottom - y),
                "fill");
        double label = y;
        if (Double.isFinite(bar.low()) && Double.isFinite(bar.high())) {
            double high = y(Math.min(1, bar.high()), bottom);
            svg.line(middle, high, middle, y(Math.max(0, bar.low()), bottom), "interval");
            label = Math.min(y, high);
        }
        svg.text(middle, Math.max(12, label - 5), "figure middle", FigureText.percent(bar.share()));
        boolean isLong = bar.name().length() * LETTER > slot;
        String name = isLong ? bar.hue().brief(bar.name()) : bar.name();
        if (name.length() * LETTER <= slot) {
            svg.text(middle, bottom + 15, "label middle", name);
        }
        svg.close();
    }

    private static String brief(String text, double wide) {
        int letters = Math.max(4, (int) (wide / LETTER));
        return text.length() <= letters ? text : "…" + text.substring(text.length() - letters + 1);
    }

    private static double y(double share, double bottom) {
        return bottom - (bottom - TOP) * share;
    }
}
