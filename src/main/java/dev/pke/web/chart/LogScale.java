package dev.pke.web.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A logarithmic axis from {@code low} to {@code high} (both powers of ten) onto the pixels from
 * {@code from} to {@code to}.
 */
public record LogScale(double low, double high, double from, double to) {
    public LogScale {
        if (!(low > 0 && high > low)) {
            throw new IllegalArgumentException(
                    "a log axis needs 0 < low < high, not " + low + " and " + high);
        }
    }

    /** The axis of whole decades that holds both values. */
    public static LogScale around(double least, double most, double from, double to) {
        double low = Math.pow(10, Math.floor(Math.log10(least) + 1e-9));
        double high = Math.pow(10, Math.ceil(Math.log10(most) - 1e-9));
        return new LogScale(low, high > low ? high : low * 10, from, to);
    }

    /** The pixel of a value; a value off the axis sits at its end. */
    public double at(double value) {
        double inside = Math.min(high, Math.max(low, value));
        return from + (to - from) * Math.log10(inside / low) / Math.log10(high / low);
    }

    /** Every power of ten on the axis, or every second, third … one so that at most eight stay. */
    public List<Double> ticks() {
        int decades = (int) Math.round(Math.log10(high / low));
        int every = (decades + 7) / 8;
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; i <= decades; i += every) {
            ticks.add(low * Math.pow(10, i));
        }
        return ticks;
    }

    /** A tick in words: as it is, or as a power where any tick of the axis would be too long. */
    public String word(double tick) {
        long power = Math.round(Math.log10(tick));
        boolean isShort = low >= 0.999e-3 && high < 1.001e6;
        return isShort || power == 0 ? FigureText.value(tick) : "1e" + power;
    }
}
