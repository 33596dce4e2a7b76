package dev.pke.web.chart;

import java.util.List;

/**
 * Draws one neuron's values in both models along its elements, on one scale with zero in the
 * middle: what it was as an outline, what it is filled.
 */
public final class ValueStrip {
    private static final double HEIGHT = 132;

    /** One element's two values. */
    public record Pair(double a, double b) {}

    private ValueStrip() {}

    /** The strip; neighbours share a bar, which is the largest of them, where there are many. */
    public static Svg draw(List<Pair> pairs, String hue, Size size) {
        double left = 46;
        double wide = size.width() - left - 4;
        int bars = (int) Math.clamp(pairs.size(), 1, (long) (wide / 2.5));
        double most = 1e-30;
        for (Pair each : pairs) {
            most = Math.max(most, Math.max(finite(each.a()), finite(each.b())));
        }
        String css = "chart values " + size.css() + ' ' + hue;
        var svg = new SvgWriter(size.width(), HEIGHT + 18, css, "Each element before and after");
        double middle = HEIGHT / 2;
        double pitch = wide / bars;
        for (int i = 0; i < bars; i++) {
            Pair here = largest(pairs, i * pairs.size() / bars, (i + 1) * pairs.size() / bars);
            double x = left + i * pitch;
            bar(svg, x, pitch, middle, here.b() / most, "now");
            bar(svg, x, pitch, middle, here.a() / most, "was");
        }
        svg.line(left, middle, left + wide, middle, "axis");
        svg.text(left - 6, 10, "tick end", FigureText.value(most));
        svg.text(left - 6, middle + 4, "tick end", "0");
        svg.text(left - 6, HEIGHT, "tick end", FigureText.value(-most));
        svg.text(left, HEIGHT + 14, "tick", "element 0");
        svg.text(left + wide, HEIGHT + 14, "tick end", Integer.toString(pairs.size() - 1));
        return svg.done();
    }

    private static void bar(
            SvgWriter svg, double x, double pitch, double middle, double share, String css) {
        if (!Double.isFinite(share)) {
            return;
        }
        double tall = Math.max(0.5, Math.abs(share) * (middle - 4));
        svg.rect(x, share > 0 ? middle - tall : middle, Math.max(1, pitch - 1), tall, css);
    }

    private static Pair largest(List<Pair> pairs, int from, int to) {
        Pair found = pairs.get(from);
        for (Pair each : pairs.subList(from, Math.max(to, from + 1))) {
            if (finite(each.b() - each.a()) > finite(found.b() - found.a())) {
                found = each;
            }
        }
        return found;
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? Math.abs(value) : 0;
    }
}
