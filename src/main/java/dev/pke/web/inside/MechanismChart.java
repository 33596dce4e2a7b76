package dev.pke.web.inside;

import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.chart.Size;
import dev.pke.web.chart.Svg;
import dev.pke.web.chart.SvgWriter;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Draws figures of every block in rows over one axis of blocks: two marks a block, one hollow and
 * one full, and what lies between them. Every row has its own scale, from zero.
 */
final class MechanismChart {
    private static final double LEFT = 52;
    private static final double HEAD = 58;
    private static final double TALL = 62;
    private static final double FOOT = 24;
    private static final int FEW = 16;
    private static final double RADIUS = 4;

    private final List<ExaminedBlock> blocks;
    private final MethodStyle style;
    private final Size size;
    private final double right;

    MechanismChart(List<ExaminedBlock> blocks, MethodStyle style, Size size) {
        this.blocks = List.copyOf(blocks);
        this.style = style;
        this.size = size;
        right = size.width() - 8;
    }

    Svg draw(List<Aspect> aspects) {
        double row = HEAD + TALL;
        double height = aspects.size() * row + FOOT;
        var svg =
                new SvgWriter(
                        size.width(),
                        height,
                        "chart mechanism " + size.css() + ' ' + style.css(),
                        "What became of every block");
        for (int i = 0; i < aspects.size(); i++) {
            aspect(svg, aspects.get(i), i * row + HEAD);
        }
        int every = blocks.size() <= FEW ? 1 : (blocks.size() + FEW - 1) / FEW;
        for (int i = 0; i < blocks.size(); i += every) {
            String block = Integer.toString(blocks.get(i).fact().block());
            svg.text(x(i), height - 6, "tick middle", block);
        }
        svg.text(LEFT - 8, height - 6, "tick end", "block");
        return svg.done();
    }

    private double x(int at) {
        return LEFT + (right - LEFT) * (at + 0.5) / blocks.size();
    }

    private void aspect(SvgWriter svg, Aspect aspect, double top) {
        double low = Math.min(0, values(aspect).min().orElse(0));
        double high = Math.max(0, values(aspect).max().orElse(1));
        double span = high > low ? high - low : 1;
        var scale = new Scale(low, span, top + TALL);
        svg.text(0, top - 30, "name", aspect.title());
        svg.text(
                0,
                top - 14,
                "tick",
                "hollow: " + aspect.hollowSaid() + ", full: " + aspect.fullSaid());
        for (double tick : DoubleStream.of(low, 0, high).distinct().toArray()) {
            double y = scale.y(tick);
            svg.line(LEFT, y, right, y, tick == 0 ? "axis" : "gridline");
            if (tick == 0 || Math.abs(y - scale.y(0)) > 9) {
                svg.text(LEFT - 8, y + 4, "tick end", FigureText.value(tick).replace('-', '−'));
            }
        }
        for (int i = 0; i < blocks.size(); i++) {
            block(svg, aspect, i, scale);
        }
    }

    private void block(SvgWriter svg, Aspect aspect, int at, Scale scale) {
        Double hollow = finite(blocks.get(at).figure(aspect.hollow()));
        Double full = finite(blocks.get(at).figure(aspect.full()));
        svg.open("a", "href", blocks.get(at).href(), "class", "mark");
        svg.leaf(
                "title",
                "%s, block %d: %s %s, %s %s"
                        .formatted(
                                aspect.title(),
                                blocks.get(at).fact().block(),
                                aspect.hollowSaid(),
                                hollow == null ? "–" : FigureText.value(hollow),
                                aspect.fullSaid(),
                                full == null ? "–" : FigureText.value(full)));
        if (hollow != null && full != null) {
            svg.line(x(at), scale.y(hollow), x(at), scale.y(full), "between");
        }
        if (full != null) {
            style.draw(svg, x(at), scale.y(full), RADIUS, "full");
        }
        if (hollow != null) {
            style.draw(svg, x(at), scale.y(hollow), RADIUS, "hollow");
        }
        svg.close();
    }

    private static @Nullable Double finite(@Nullable Double value) {
        return value == null || !Double.isFinite(value) ? null : value;
    }

    /** One row's values onto its pixels, upwards from the bottom. */
    private record Scale(double low, double span, double bottom) {
        double y(double value) {
            return bottom - TALL * (value - low) / span;
        }
    }

    private DoubleStream values(Aspect aspect) {
        return blocks.stream()
                .flatMap(block ->
                        Stream.concat(
                                Stream.ofNullable(block.figure(aspect.hollow())),
                                Stream.ofNullable(block.figure(aspect.full()))))
                .mapToDouble(value -> value)
                .filter(Double::isFinite);
    }
}
