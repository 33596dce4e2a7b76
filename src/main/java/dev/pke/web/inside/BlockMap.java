package dev.pke.web.inside;

import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.chart.Size;
import dev.pke.web.chart.Svg;
import dev.pke.web.chart.SvgWriter;

import java.util.List;

/**
 * Draws every block as a lane: the scores as a skyline, and each neuron that was moved as a line at
 * its own place, two pixels wide, however many neurons a pixel holds.
 */
final class BlockMap {
    private static final double LEFT = 30;
    private static final double THIN = 2;
    private static final int FEW_BLOCKS = 16;
    private static final int FINE = 10;

    private BlockMap() {}

    static Svg draw(List<Lane> lanes, MethodStyle style, Size size) {
        double right = size.width() - (size == Size.NARROW ? 44 : 92);
        double tall = lanes.size() > FEW_BLOCKS ? 15 : 26;
        var svg =
                new SvgWriter(
                        size.width(),
                        lanes.size() * tall + 24,
                        "chart blocks " + size.css() + ' ' + style.css(),
                        "Blocks and their neurons");
        double highest = lanes.stream().mapToDouble(Lane::highest).max().orElse(0);
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            double base = (i + 1) * tall - 3;
            svg.open("a", "href", lane.href(), "class", "lane");
            svg.leaf("title", words(lane));
            svg.rect(LEFT, base - tall + 3, right - LEFT, tall - 3, "ground");
            skyline(svg, lane, highest, new Frame(LEFT, right, base, tall - 3), size);
            marks(svg, lane, new Frame(LEFT, right, base, tall - 3));
            svg.text(LEFT - 8, base - 1, "tick end", Integer.toString(lane.block()));
            svg.text(right + 8, base - 1, "tick", count(lane, size));
            svg.close();
        }
        double foot = lanes.size() * tall + 16;
        svg.text(LEFT, foot, "tick", "neuron 0");
        int last = lanes.isEmpty() ? 0 : lanes.getFirst().neurons() - 1;
        svg.text(right, foot, "tick end", FigureText.count(last));
        return svg.done();
    }

    private static void skyline(SvgWriter svg, Lane lane, double highest, Frame frame, Size size) {
        if (lane.scores().length == 0 || highest == 0) {
            return;
        }
        int places = Math.min(lane.neurons(), (int) (size.width() / FINE));
        var path = new StringBuilder("M" + SvgWriter.px(frame.left()) + ' ' + frame.base());
        long before = 0;
        for (int i = 0; i < places; i++) {
            int from = (int) ((long) lane.neurons() * i / places);
            int to = (int) ((long) lane.neurons() * (i + 1) / places);
            double share = Math.sqrt(lane.highest(from, to) / highest);
            long up = Math.round((frame.tall() - 1) * share);
            if (up != before) {
                path.append('H').append(Math.round(frame.x(from, lane.neurons())));
                path.append('V').append(Math.round(frame.base() - up));
                before = up;
            }
        }
        path.append('H').append(SvgWriter.px(frame.right()));
        path.append('V').append(SvgWriter.px(frame.base())).append('Z');
        svg.empty("path", "class", "scores", "d", path.toString());
    }

    private static void marks(SvgWriter svg, Lane lane, Frame frame) {
        var path = new StringBuilder();
        for (Neighbours each : lane.stretches()) {
            double x = frame.x(each.from(), lane.neurons());
            double wide = Math.max(THIN, frame.x(each.to(), lane.neurons()) - x);
            double left = Math.min(x, frame.right() - wide);
            path.append('M').append(SvgWriter.px(left)).append(' ');
            path.append(SvgWriter.px(frame.base() - frame.tall()));
            path.append('h').append(SvgWriter.px(wide)).append('v');
            path.append(SvgWriter.px(frame.tall())).append("h-").append(SvgWriter.px(wide));
            path.append('z');
        }
        if (!path.isEmpty()) {
            svg.empty("path", "class", "moved", "d", path.toString());
        }
    }

    private static String count(Lane lane, Size size) {
        int moved = lane.moved().cardinality();
        if (moved == 0) {
            return "–";
        }
        String of = size == Size.NARROW ? "" : " of " + FigureText.count(lane.neurons());
        return FigureText.count(moved) + of;
    }

    static String words(Lane lane) {
        int best = lane.best();
        String score =
                best < 0
                        ? ""
                        : "; highest score "
                                + FigureText.value(lane.scores()[best])
                                + ", neuron "
                                + FigureText.count(best);
        return "block "
                + lane.block()
                + ": "
                + FigureText.count(lane.moved().cardinality())
                + " of "
                + FigureText.count(lane.neurons())
                + " neurons moved"
                + score;
    }
}
