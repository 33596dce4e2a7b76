package dev.pke.web.chart;

import java.util.List;

/**
 * Draws one tensor's neurons at their true places: a moved neuron is a single line, never a cell of
 * many, as high as it moved in proportion to the one that moved most.
 */
public final class ColumnStrip {
    private static final double LANE = 44;
    private static final double THIN = 2;

    private ColumnStrip() {}

    /** The strip of so many neurons; a line leads somewhere where it has an address. */
    public static Svg draw(int neurons, List<StripLine> lines, List<String> lanes, Size size) {
        boolean named = lanes.size() > 1;
        double left = named ? 70 : 2;
        double wide = size.width() - left - 4;
        double height = lanes.size() * LANE + 20;
        var svg =
                new SvgWriter(
                        size.width(), height, "chart strip " + size.css(), "Where the moved lie");
        double most = lines.stream().mapToDouble(StripLine::size).max().orElse(1);
        for (int i = 0; i < lanes.size(); i++) {
            svg.rect(left, i * LANE, wide, LANE - 6, "ground");
            if (named) {
                svg.text(left - 8, i * LANE + LANE / 2, "tick end", lanes.get(i));
            }
        }
        double thick = Math.max(THIN, wide / neurons - 0.6);
        for (StripLine each : lines) {
            double tall = Math.max(6, (LANE - 8) * each.size() / Math.max(1e-30, most));
            double x = left + wide * each.neuron() / neurons;
            double y = each.lane() * LANE + LANE - 6 - tall;
            boolean links = !each.href().isEmpty();
            if (links) {
                svg.open("a", "href", each.href(), "aria-label", each.told());
            } else {
                svg.open("g");
            }
            svg.leaf("title", each.told());
            svg.rect(Math.min(x, left + wide - thick), y, thick, tall, "line " + each.hue());
            svg.close();
        }
        svg.text(left, height - 5, "tick", "neuron 0");
        svg.text(left + wide, height - 5, "tick end", Integer.toString(neurons - 1));
        return svg.done();
    }
}
