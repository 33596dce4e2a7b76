package dev.pke.web.held;

import dev.pke.run.word.Metric;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.LogScale;
import dev.pke.web.chart.SvgWriter;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The rows a {@link DepthChart}'s lines lead to: the edit, what it moved and what it cost. */
record DepthRows(SvgWriter svg, List<DepthLine> lines) {
    static final double LEADER = 500;
    static final double MARK = 540;
    private static final double NAME = 554;
    private static final int LETTERS = 27;
    private static final double MOVED = 752;
    private static final double REFUSED = 900;
    private static final double STRIP = 62;
    private static final int PHONE_LETTERS = 40;

    /** A table in columns, each row where its line leads. */
    void beside(double[] rows, double head) {
        svg.text(MARK - 6, head, "name", "edit");
        svg.text(MOVED, head, "name", "parameters (log)");
        svg.text(REFUSED, head, "name", "over-refusal");
        double most = mostMoved();
        var scale = new LogScale(1, Math.max(10, most), MOVED, MOVED + STRIP);
        double costly = lines.stream().mapToDouble(DepthRows::cost).max().orElse(0);
        double price = Math.max(0.1, costly);
        for (int i = 0; i < rows.length; i++) {
            DepthLine line = lines.get(i);
            double y = rows[i];
            begin(line, MARK, y);
            svg.text(NAME, y + 4, "label", brief(line, LETTERS));
            svg.line(MOVED, y, MOVED + STRIP, y, "gridline");
            if (line.moved() >= 1) {
                line.hue().draw(svg, scale.at(line.moved()), y, 3.4, "point");
            }
            svg.text(MOVED + STRIP + 8, y + 4, "tick", line.movedSaid());
            svg.line(REFUSED, y, REFUSED + STRIP, y, "gridline");
            refused(line.refused(), y, STRIP / price);
            String share =
                    line.refused() == null ? "–" : FigureText.percent(line.refused().value());
            svg.text(REFUSED + STRIP + 8, y + 4, "tick", share);
            svg.close();
        }
    }

    private void refused(@Nullable Metric share, double y, double scale) {
        if (share != null) {
            double wide = Math.max(1.5, share.value() * scale);
            svg.rect(REFUSED, y - 3, wide, 6, "fill");
            double low = REFUSED + Marked.low(share) * scale;
            svg.line(low, y, REFUSED + Marked.high(share) * scale, y, "interval");
        }
    }

    /** A list, two lines of text each, numbered where there are several. */
    void below(double top, double row) {
        for (int i = 0; i < lines.size(); i++) {
            DepthLine line = lines.get(i);
            double y = top + i * row;
            begin(line, 10, y - 4);
            String number = lines.size() == 1 ? "" : (i + 1) + "  ";
            svg.text(24, y, "label", number + brief(line, PHONE_LETTERS));
            String said = line.movedSaid() + " parameters, over-refusal " + line.refusedSaid();
            svg.text(24, y + 15, "tick", said);
            svg.close();
        }
    }

    private void begin(DepthLine line, double x, double y) {
        svg.open("a", "href", line.href(), "class", "row " + line.hue().css());
        svg.leaf("title", line.told());
        line.hue().draw(svg, x, y, 4.6, ("point " + line.css()).strip());
    }

    private double mostMoved() {
        return lines.stream()
                .mapToDouble(DepthLine::moved)
                .filter(Double::isFinite)
                .max()
                .orElse(10);
    }

    private static double cost(DepthLine line) {
        return line.refused() == null ? 0 : Marked.high(line.refused());
    }

    private static String brief(DepthLine line, int letters) {
        String name = line.name() + (line.css().isEmpty() ? "" : " (broke)");
        return name.length() <= letters ? name : name.substring(0, letters - 1) + "…";
    }
}
