package dev.pke.web.chart;

import java.util.Locale;

/**
 * The widths every chart is drawn for. The style sheet shows one of them: text in a drawing must
 * not shrink with the screen.
 */
public enum Size {
    /** From 1,500 pixels of screen on. */
    FULL(1560),
    WIDE(1040),
    HALF(500),
    NARROW(344);

    private final double width;

    Size(double width) {
        this.width = width;
    }

    public double width() {
        return width;
    }

    public String css() {
        return name().toLowerCase(Locale.ROOT);
    }
}
