package dev.pke.web.list;

import dev.pke.web.chart.MethodStyle;
import dev.pke.web.chart.Svg;
import dev.pke.web.chart.SvgWriter;

import java.util.List;

/** Draws a dot for each seed of a plan on a line from 0 to 1, so that no mean hides one. */
public final class SeedStrip {
    private static final double WIDTH = 72;
    private static final double HEIGHT = 14;

    /** One seed's share. */
    public record Dot(double share, String told) {}

    private SeedStrip() {}

    public static Svg draw(List<Dot> dots, MethodStyle style) {
        String all = String.join("; ", dots.stream().map(Dot::told).toList());
        var svg = new SvgWriter(WIDTH, HEIGHT, "seeds " + style.css(), all);
        svg.leaf("title", all);
        svg.line(3, HEIGHT / 2, WIDTH - 3, HEIGHT / 2, "gridline");
        for (Dot each : dots) {
            double x = 3 + (WIDTH - 6) * Math.clamp(each.share(), 0, 1);
            svg.empty(
                    "circle",
                    "cx",
                    SvgWriter.px(x),
                    "cy",
                    SvgWriter.px(HEIGHT / 2),
                    "r",
                    "3",
                    "class",
                    "seed");
        }
        return svg.done();
    }
}
