package dev.pke.web.inside;

import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.chart.Size;
import dev.pke.web.chart.Svg;
import dev.pke.web.chart.SvgWriter;

/**
 * Draws one block at its true resolution: every neuron has a place of its own, in as many rows as
 * that takes, as high as its score; one that was moved is a line that leads to its page.
 */
final class BlockRows {
    private static final double LEFT = 50;
    private static final double LEAST = 1.5;
    private static final int MOST_LINKS = 400;

    private BlockRows() {}

    /** The drawing; {@code neuron} is what a neuron's address begins with. */
    static Svg draw(Lane lane, String neuron, MethodStyle style, Size size) {
        double right = size.width() - 4;
        int fit = (int) ((right - LEFT) / LEAST);
        int rows = (lane.neurons() + fit - 1) / fit;
        int each = (lane.neurons() + rows - 1) / rows;
        double tall = rows == 1 ? 90 : rows <= 8 ? 46 : 26;
        var svg =
                new SvgWriter(
                        size.width(),
                        rows * tall + 20,
                        "chart blocks " + size.css() + ' ' + style.css(),
                        "Neurons of block " + lane.block());
        double highest = lane.highest();
        boolean links = lane.moved().cardinality() <= MOST_LINKS;
        double pitch = (right - LEFT) / each;
        for (int row = 0; row < rows; row++) {
            int from = row * each;
            int to = Math.min(lane.neurons(), from + each);
            double base = (row + 1) * tall - 4;
            svg.rect(LEFT, base - tall + 4, pitch * (to - from), tall - 4, "ground");
            svg.text(LEFT - 8, base - 2, "tick end", FigureText.count(from));
            var place = new Row(from, to, base, tall - 4, LEFT, pitch);
            skyline(svg, lane, highest, place);
            for (int i = lane.moved().nextSetBit(from);
                    i >= 0 && i < to;
                    i = lane.moved().nextSetBit(i + 1)) {
                mark(svg, lane, i, links ? neuron + i : "", place);
            }
        }
        return svg.done();
    }

    private static void skyline(SvgWriter svg, Lane lane, double highest, Row row) {
        if (highest == 0) {
            return;
        }
        var path = new StringBuilder("M" + SvgWriter.px(LEFT) + ' ' + SvgWriter.px(row.base()));
        long before = 0;
        for (int i = row.from(); i < row.to() && i < lane.scores().length; i++) {
            double share = Math.sqrt(Math.max(0, lane.scores()[i]) / highest);
            long up = Math.round((row.tall() - 2) * share);
            if (up != before) {
                path.append('H').append(SvgWriter.px(row.x(i)));
                path.append('V').append(SvgWriter.px(row.base() - up));
                before = up;
            }
        }
        path.append('H').append(SvgWriter.px(row.x(row.to())));
        path.append('V').append(SvgWriter.px(row.base())).append('Z');
        svg.empty("path", "class", "scores", "d", path.toString());
    }

    private static void mark(SvgWriter svg, Lane lane, int neuron, String href, Row row) {
        double wide = Math.max(2, row.pitch() - 0.3);
        double top = row.base() - row.tall();
        if (href.isEmpty()) {
            svg.rect(row.x(neuron), top, wide, row.tall(), "moved");
            return;
        }
        svg.open("a", "href", href);
        String score =
                neuron < lane.scores().length
                        ? ", score " + FigureText.value(lane.scores()[neuron])
                        : "";
        svg.leaf("title", "neuron " + FigureText.count(neuron) + ", moved" + score);
        svg.rect(row.x(neuron), top, wide, row.tall(), "moved");
        svg.close();
    }
}
