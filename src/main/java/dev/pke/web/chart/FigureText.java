package dev.pke.web.chart;

import java.util.Locale;

/** Numbers as the pages write them: the same figure reads the same everywhere. */
public final class FigureText {
    private static final String PERCENT = "\u00a0%";

    private FigureText() {}

    /** A share in [0, 1] as "68 %"; a share that rounds to a border it isn't at keeps a digit. */
    public static String percent(double share) {
        if (!Double.isFinite(share)) {
            return "–";
        }
        return bare(share) + PERCENT;
    }

    /** An interval in [0, 1] as "58–76", without the sign. */
    public static String interval(double low, double high) {
        return bare(low) + "–" + bare(high);
    }

    /** A whole number with thousands set apart: "44,032". */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A measured value in at most four significant digits: "0.0213", "1.5e-7", "1,350". */
    public static String value(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-3 || size >= 1e6)) {
            return String.format(Locale.ROOT, "%.2e", value)
                    .replace("e-0", "e-")
                    .replace("e+0", "e");
        }
        if (size >= 999.5) {
            return count(Math.round(value));
        }
        int decimals = size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.replaceFirst("\\.?0+$", "").isEmpty() ? "0" : trimmed(text);
    }

    /** A span of time: "0.4 s", "12 s", "3 min 20 s", "2 h 5 min". */
    public static String seconds(double seconds) {
        if (!Double.isFinite(seconds)) {
            return "–";
        }
        if (seconds < 9.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds).replace(' ', '\u00a0');
        }
        long whole = Math.round(seconds);
        String text =
                whole < 60
                        ? whole + " s"
                        : whole < 3600
                                ? whole / 60 + " min " + whole % 60 + " s"
                                : hours(whole / 3600, whole % 3600 / 60);
        return text.replace(' ', '\u00a0');
    }

    private static String hours(long hours, long minutes) {
        return hours < 48
                ? hours + " h " + minutes + " min"
                : hours / 24 + " days " + hours % 24 + " h";
    }

    /** The minute of an RFC 3339 time, without the "T" and the zone. */
    public static String minute(String at) {
        return at.length() < 16 ? at : at.substring(0, 10) + " " + at.substring(11, 16);
    }

    /** The first letters of a digest or id, enough to recognise it. */
    public static String brief(String id) {
        return id.length() <= 12 ? id : id.substring(0, 10) + "…";
    }

    private static String bare(double share) {
        double hundredfold = share * 100;
        long whole = Math.round(hundredfold);
        boolean lies = (whole == 0 && share > 1e-6) || (whole == 100 && share < 1 - 1e-6);
        return lies ? String.format(Locale.ROOT, "%.1f", hundredfold) : Long.toString(whole);
    }

    private static String trimmed(String decimal) {
        if (decimal.indexOf('.') < 0) {
            return decimal;
        }
        int end = decimal.length();
        while (decimal.charAt(end - 1) == '0') {
            end--;
        }
        return decimal.substring(0, decimal.charAt(end - 1) == '.' ? end - 1 : end);
    }
}
