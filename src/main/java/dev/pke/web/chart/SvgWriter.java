package dev.pke.web.chart;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * Writes one drawing, element by element. Colours are never written, only classes: the style sheet
 * knows the theme. A drawing with links is one tab stop: the arrow keys go through them, and the
 * table beside it holds them for whoever has no script. One thread, one drawing.
 */
public final class SvgWriter {
    private final StringBuilder out = new StringBuilder(4096);
    private final Deque<String> open = new ArrayDeque<>();
    private boolean links;

    /** Begins a drawing of width × height pixels whose content is told by {@code label}. */
    public SvgWriter(double width, double height, String cssClass, String label) {
        open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                cssClass,
                "viewBox",
                "0 0 " + px(width) + ' ' + px(height),
                "role",
                "group",
                "aria-label",
                label);
    }

    /** Lines across at every quarter of a whole, told at their left ends. */
    public void quarters(double left, double right, DoubleUnaryOperator y) {
        for (int percent = 0; percent <= 100; percent += 25) {
            double at = y.applyAsDouble(percent / 100.0);
            line(left, at, right, at, percent == 0 ? "axis" : "gridline");
            text(left - 8, at + 4, "tick end", percent + "\u00a0%");
        }
    }

    /** Opens an element with attributes as name, value, name, value. */
    public SvgWriter open(String tag, String... attributes) {
        start(tag, attributes);
        out.append('>');
        open.push(tag);
        return this;
    }

    public SvgWriter close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    public SvgWriter empty(String tag, String... attributes) {
        start(tag, attributes);
        out.append("/>");
        return this;
    }

    /** An element that holds text alone. */
    public SvgWriter leaf(String tag, String content, String... attributes) {
        start(tag, attributes);
        out.append('>');
        escape(content);
        out.append("</").append(tag).append('>');
        return this;
    }

    public SvgWriter text(double x, double y, String cssClass, String content) {
        return leaf("text", content, "class", cssClass, "x", px(x), "y", px(y));
    }

    public SvgWriter line(double x1, double y1, double x2, double y2, String cssClass) {
        return empty(
                "line", "class", cssClass, "x1", px(x1), "y1", px(y1), "x2", px(x2), "y2", px(y2));
    }

    public SvgWriter rect(double x, double y, double width, double height, String cssClass) {
        return empty(
                "rect",
                "class",
                cssClass,
                "x",
                px(x),
                "y",
                px(y),
                "width",
                px(width),
                "height",
                px(height));
    }

    /** Closes what is still open and hands the drawing over. */
    public Svg done() {
        while (!open.isEmpty()) {
            close();
        }
        if (links) {
            out.insert("<svg".length(), " tabindex=\"0\"");
        }
        return new Svg(out.toString());
    }

    /** A length in pixels, one decimal, as short as possible. */
    public static String px(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a coordinate must be finite, not " + value);
        }
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private void start(String tag, String... attributes) {
        boolean link = tag.equals("a");
        links |= link;
        if (attributes.length % 2 != 0) {
            throw new IllegalArgumentException("an attribute of " + tag + " has no value");
        }
        out.append('<').append(tag);
        if (link) {
            out.append(" tabindex=\"-1\"");
        }
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }
}
