package dev.pke.web.chart;

import java.util.Locale;

/**
 * The two widths every chart is drawn for. The style sheet shows one of them: text in a drawing
 * must not shrink with the screen.
 */
public enum Size {
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
