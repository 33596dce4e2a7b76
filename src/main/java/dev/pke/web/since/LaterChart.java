package dev.pke.web.since;

import dev.pke.web.chart.Boxes;
import dev.pke.web.chart.Boxes.Box;
import dev.pke.web.chart.Size;
import dev.pke.web.chart.Svg;
import dev.pke.web.chart.SvgWriter;
import dev.pke.web.held.Marked;

import java.util.List;

/**
 * Draws attack success of a model and of what was made of it since, in the order it was measured:
 * full marks are models as an edit left them, hollow ones models measured again; a full line is an
 * edit, a broken one the same model.
 */
public final class LaterChart {
    private static final double HEIGHT = 250;
    private static final double LEFT = 46;
    private static final double TOP = 14;
    private static final double BOTTOM = HEIGHT - 44;
    private static final double LETTER = 7.6;

    private final List<LaterPoint> points;
    private final Size size;
    private final double right;
    private final SvgWriter svg;
    private final Boxes boxes;

    private LaterChart(List<LaterPoint> points, Size size) {
        this.points = points;
        this.size = size;
        right = size.width() - 12;
        svg =
                new SvgWriter(
                        size.width(),
                        HEIGHT,
                        "chart tradeoff later " + size.css(),
                        "Attack success of the model since its edit");
        boxes = new Boxes(new Box(LEFT, 0, size.width(), BOTTOM));
    }

    public static Svg draw(List<LaterPoint> points, Size size) {
        return new LaterChart(List.copyOf(points), size).draw();
    }

    private Svg draw() {
        svg.quarters(LEFT, right, this::y);
        for (int i = 0; i < points.size(); i++) {
            svg.text(x(i), BOTTOM + 18, "tick middle", Integer.toString(i + 1));
            double y = y(points.get(i).asr().value());
            boxes.take(new Box(x(i) - 7, y - 7, x(i) + 7, y + 7));
        }
        svg.text(right, BOTTOM + 36, "name end", "line of the table below, in time");
        for (int i = 0; i < points.size(); i++) {
            way(i);
        }
        for (int i = 0; i < points.size(); i++) {
            point(i);
        }
        return svg.done();
    }

    private double x(int at) {
        return LEFT + 18 + (right - LEFT - 36) * at / Math.max(1, points.size() - 1);
    }

    private double y(double share) {
        return BOTTOM - (BOTTOM - TOP) * share;
    }

    private void way(int at) {
        LaterPoint point = points.get(at);
        if (point.parent() >= 0) {
            svg.open("g", "class", point.hue().css());
            svg.line(
                    x(point.parent()),
                    y(points.get(point.parent()).asr().value()),
                    x(at),
                    y(point.asr().value()),
                    point.isFound() ? "family again" : "family");
            svg.close();
        }
    }

    private void point(int at) {
        LaterPoint point = points.get(at);
        double cx = x(at);
        double cy = y(point.asr().value());
        svg.open("a", "href", point.href(), "class", "mark " + point.hue().css());
        svg.leaf("title", point.told());
        svg.line(cx, y(Marked.high(point.asr())), cx, y(Marked.low(point.asr())), "whisker");
        point.hue().draw(svg, cx, cy, 5, point.isFound() ? "point broken" : "point");
        if (!point.isFound() && size != Size.NARROW) {
            String brief = point.brief();
            var name = new Boxes.Caption(brief, brief.length() * LETTER, 9);
            boxes.write(svg, name, cx, cy, -12, 20, -28, 36);
        }
        svg.close();
    }
}
