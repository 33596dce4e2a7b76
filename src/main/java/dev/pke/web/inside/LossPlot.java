package dev.pke.web.inside;

import dev.pke.web.chart.Boxes;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.LogScale;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.chart.Size;
import dev.pke.web.chart.Svg;
import dev.pke.web.chart.SvgWriter;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Stream;

/**
 * Draws losses against edit steps on a log axis: of every stretch of steps the middle as a line,
 * the lowest to highest as a band. Each stretch answers to the pointer with all terms at once.
 */
final class LossPlot {
    private static final double HEIGHT = 290;
    private static final double TOP = 10;
    private static final double BOTTOM = HEIGHT - 34;
    private static final double LEFT = 56;
    private static final double LETTER = 7.4;
    private static final double LINE = 14;
    private static final List<String> DASHES = List.of("dashed", "dotted", "broken", "fine");

    private final LossBands bands;
    private final MethodStyle style;
    private final double right;
    private final LogScale y;
    private final SvgWriter svg;

    private LossPlot(LossBands bands, MethodStyle style, Size size) {
        this.bands = bands;
        this.style = style;
        int longest = bands.lines().stream().mapToInt(each -> label(each).length()).max().orElse(0);
        right = size.width() - Math.min(size.width() / 3, 18 + longest * LETTER);
        DoubleSummaryStatistics range = bands.range();
        y =
                range.getCount() == 0
                        ? LogScale.around(0.1, 1, BOTTOM, TOP)
                        : LogScale.around(range.getMin(), range.getMax(), BOTTOM, TOP);
        svg = new SvgWriter(size.width(), HEIGHT, "chart losses " + size.css(), "Losses by step");
    }

    /** The drawing; {@code run} is what the events' addresses begin with. */
    static Svg draw(LossBands bands, MethodStyle style, String run, Size size) {
        return new LossPlot(bands, style, size).draw(run, size);
    }

    private Svg draw(String run, Size size) {
        for (double tick : y.ticks()) {
            svg.line(LEFT, y.at(tick), right, y.at(tick), "gridline");
            svg.text(LEFT - 8, y.at(tick) + 4, "tick end", y.word(tick));
        }
        svg.line(LEFT, BOTTOM, right, BOTTOM, "axis");
        for (int step : ticks()) {
            svg.text(place(step), BOTTOM + 17, "tick middle", FigureText.count(step));
        }
        svg.text(size.width() - 6, BOTTOM + 17, "name end", "step");
        targets(run);
        var ends = new Boxes(new Boxes.Box(right, TOP - 6, size.width(), BOTTOM + 6));
        int dash = 0;
        for (LossLine line : bands.lines()) {
            boolean total = LossTable.isTotal(line.term());
            line(line, total ? "" : DASHES.get(dash++ % DASHES.size()), total, ends);
        }
        return svg.done();
    }

    private List<Integer> ticks() {
        int middle = (int) (((long) bands.first() + bands.last()) / 2);
        return Stream.of(bands.first(), middle, bands.last()).distinct().toList();
    }

    private double place(double step) {
        double span = Math.max(1, bands.last() - bands.first());
        return LEFT + (right - LEFT) * (step - bands.first()) / span;
    }

    private double middle(int stretch) {
        Stretch at = bands.stretches().get(stretch);
        return place((at.from() + (double) at.to()) / 2);
    }

    /** A strip a stretch, as high as the chart: a crosshair that needs no script. */
    private void targets(String run) {
        svg.open(
                "g",
                "class",
                "plot",
                "data-first",
                Integer.toString(bands.first()),
                "data-last",
                Integer.toString(bands.last()),
                "data-left",
                SvgWriter.px(LEFT),
                "data-right",
                SvgWriter.px(right));
        double before = LEFT;
        for (int i = 0; i < bands.stretches().size(); i++) {
            boolean last = i + 1 == bands.stretches().size();
            double to = last ? right : (middle(i) + middle(i + 1)) / 2;
            svg.open("a", "href", run + bands.stretches().get(i).position());
            svg.leaf("title", words(bands, i));
            svg.rect(before, TOP, Math.max(0.5, to - before), BOTTOM - TOP, "hit");
            svg.close();
            before = to;
        }
        svg.close();
    }

    private void line(LossLine line, String dash, boolean total, Boxes ends) {
        svg.open("g", "class", total ? style.css() : MethodStyle.NONE.css());
        band(line);
        var path = new StringBuilder();
        boolean broken = true;
        double lastX = LEFT;
        double lastY = BOTTOM;
        for (int i = 0; i < line.middle().length && !line.isLost(i); i++) {
            double value = line.middle()[i];
            if (value > 0) {
                lastX = middle(i);
                lastY = y.at(value);
                path.append(broken ? 'M' : 'L').append(SvgWriter.px(lastX)).append(' ');
                path.append(SvgWriter.px(lastY));
            } else {
                svg.text(middle(i), BOTTOM - 3, "tick middle zero", "0");
            }
            broken = !(value > 0);
        }
        svg.empty("path", "class", ("curve " + dash).strip(), "d", path.toString());
        if (line.middle().length == 1) {
            svg.empty(
                    "circle",
                    "class",
                    "only",
                    "cx",
                    SvgWriter.px(lastX),
                    "cy",
                    SvgWriter.px(lastY),
                    "r",
                    "3");
        }
        label(label(line), lastX, lastY, ends);
        svg.close();
    }

    private void band(LossLine line) {
        if (bands.stretches().stream().allMatch(each -> each.from() == each.to())) {
            return;
        }
        var over = new StringBuilder();
        var under = new StringBuilder();
        for (int i = 0; i < line.high().length && !line.isLost(i); i++) {
            over.append(i == 0 ? 'M' : 'L').append(SvgWriter.px(middle(i))).append(' ');
            over.append(SvgWriter.px(line.high()[i] > 0 ? y.at(line.high()[i]) : BOTTOM));
            String low = SvgWriter.px(line.low()[i] > 0 ? y.at(line.low()[i]) : BOTTOM);
            under.insert(0, "L" + SvgWriter.px(middle(i)) + ' ' + low);
        }
        svg.empty(
                "path",
                "class",
                "band",
                "d",
                over + under.toString() + (over.isEmpty() ? "" : "Z"));
    }

    private static String label(LossLine line) {
        for (int i = 0; i < line.high().length; i++) {
            if (line.isLost(i)) {
                return line.term() + " (diverged)";
            }
        }
        return line.term();
    }

    private void label(String text, double x, double y, Boxes ends) {
        Boxes.Box place = ends.beside(x, y, text.length() * LETTER, LINE);
        svg.text(place.left(), place.bottom(), "label", text);
    }

    /** A stretch in words: every term's middle, and the range it stands for. */
    static String words(LossBands bands, int at) {
        Stretch stretch = bands.stretches().get(at);
        boolean one = stretch.from() == stretch.to();
        var words = new StringBuilder(one ? "step " : "steps ");
        words.append(FigureText.count(stretch.from()));
        if (!one) {
            words.append('–').append(FigureText.count(stretch.to()));
        }
        String comma = ": ";
        for (LossLine line : bands.lines()) {
            words.append(comma).append(line.term()).append(' ').append(value(line, at));
            if (!one && !line.isLost(at)) {
                words.append(" (").append(FigureText.value(line.low()[at])).append(" to ");
                words.append(FigureText.value(line.high()[at])).append(')');
            }
            comma = ", ";
        }
        return words.toString();
    }

    static String value(LossLine line, int at) {
        return line.isLost(at) ? "no number" : FigureText.value(line.middle()[at]);
    }
}
