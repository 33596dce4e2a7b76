package dev.pke.web.held;

import dev.pke.web.chart.MethodStyle;

import java.util.Locale;

/** A method's figure; {@code low} and {@code high} end its whisker, {@code told} says all. */
public record MethodBar(
        String name,
        MethodStyle hue,
        double share,
        double low,
        double high,
        String told,
        String href) {
    /** Its name in a word: the family's, where it is called after it. */
    String brief() {
        return isOfItsFamily() ? hue.family() : name.replaceFirst("[ ,].*", "");
    }

    /** Whether its name says the family whose colour it wears. */
    public boolean isOfItsFamily() {
        return name.toLowerCase(Locale.ROOT).startsWith(hue.family().toLowerCase(Locale.ROOT));
    }
}
