package dev.pke.web.inside;

import dev.pke.web.seen.Refusal;

import java.util.Locale;

/**
 * Which steps of a run's losses are asked for and how smooth: all of it stands in the address.
 *
 * @param from the first step, 0 for the first there is
 * @param to the last step, 0 for the last there is
 * @param smoothing the share of what was before in each smoothed value, 0 for none
 */
public record LossWindow(int from, int to, double smoothing) {
    /** All steps as they were. */
    public static final LossWindow WHOLE = new LossWindow(0, 0, 0);

    private static final double MOST = 0.999;

    public LossWindow {
        if (to != 0 && from > to) {
            throw Refusal.bad("The first step, " + from + ", lies behind the last, " + to + ".");
        }
        if (!(smoothing >= 0 && smoothing <= MOST)) {
            throw Refusal.bad("smooth must lie between 0 and 0.999.");
        }
    }

    /** The window of an address's words. */
    public static LossWindow of(long from, long to, String smooth) {
        try {
            double smoothing = smooth.isEmpty() ? 0 : Double.parseDouble(smooth);
            return new LossWindow(
                    (int) Math.min(Integer.MAX_VALUE, from),
                    (int) Math.min(Integer.MAX_VALUE, to),
                    smoothing);
        } catch (NumberFormatException odd) {
            throw Refusal.bad("smooth must be a number such as 0.9.");
        }
    }

    /** Its address; what says nothing is left out. */
    public String query() {
        var query = new StringBuilder();
        add(query, "from", from == 0 ? "" : Integer.toString(from));
        add(query, "to", to == 0 ? "" : Integer.toString(to));
        add(query, "smooth", smoothing == 0 ? "" : smooth());
        return query.toString();
    }

    private static void add(StringBuilder query, String name, String value) {
        if (!value.isEmpty()) {
            query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(value);
        }
    }

    String smooth() {
        return String.format(Locale.ROOT, "%.3f", smoothing).replaceFirst("\\.?0+$", "");
    }

    LossWindow smoothed(double share) {
        return new LossWindow(from, to, share);
    }

    LossWindow between(int first, int last) {
        return new LossWindow(Math.max(0, first), last, smoothing);
    }
}
