package dev.pke.web.held;

import dev.pke.web.chart.MethodStyle;

/** A method's figure; {@code low} and {@code high} end its whisker, {@code told} says all. */
public record MethodBar(
        String name,
        MethodStyle hue,
        double share,
        double low,
        double high,
        String told,
        String href) {}
