package dev.pke.web.diff;

import dev.pke.web.chart.FigureText;

/** The event that moved it and the blob that holds every old and new bit. */
public record TensorSource(String whose, String event, long position, String delta) {
    public String brief() {
        return FigureText.brief(delta);
    }
}
