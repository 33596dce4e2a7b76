package dev.pke.web.diff;

import dev.pke.diff.PairedValue;
import dev.pke.web.chart.FigureText;

/** One element of a neuron: what it was and is, as numbers and as bits. */
public record ValueRow(
        long within,
        String place,
        String was,
        String now,
        String difference,
        String bitsWas,
        String bitsNow) {
    static ValueRow of(PairedValue value) {
        return new ValueRow(
                value.within(),
                FigureText.count(value.place()),
                exact(value.a()),
                exact(value.b()),
                FigureText.value(value.b() - value.a()).replace('-', '−'),
                value.hexA(),
                value.hexB());
    }

    /** The shortest decimal that gives the same float back, or double where it is none. */
    private static String exact(double value) {
        String text =
                value == (float) value ? Float.toString((float) value) : Double.toString(value);
        return text.replace('-', '−');
    }
}
