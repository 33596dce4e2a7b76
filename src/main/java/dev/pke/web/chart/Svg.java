package dev.pke.web.chart;

/**
 * A finished drawing. Its markup came from {@link SvgWriter}, which escapes every text and
 * attribute; it is the only thing a template takes as it is.
 */
public final class Svg {
    private final String markup;

    Svg(String markup) {
        this.markup = markup;
    }

    /** The drawing as an {@code <svg>} element. */
    public String markup() {
        return markup;
    }
}
