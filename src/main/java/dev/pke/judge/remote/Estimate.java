package dev.pke.judge.remote;

import java.util.Locale;

/**
 * What asking an endpoint will come to at most, told before it is asked.
 *
 * @param requests at most
 * @param in tokens sent, four characters to one
 * @param out tokens received at most
 */
public record Estimate(Endpoint endpoint, long requests, long in, long out) {
    private static final double MILLION = 1e6;

    /** A guess of the seconds that one request takes, where no pace is set. */
    private static final double SECONDS = 2;

    /** Characters to a token of English, roughly. */
    public static final int CHARACTERS = 4;

    /** Dollars, or whatever the prices are in. */
    public double cost() {
        return (in * endpoint.inputPrice() + out * endpoint.outputPrice()) / MILLION;
    }

    /** Minutes at the endpoint's pace. */
    public double minutes() {
        double paced = endpoint.perMinute() == 0 ? 0 : (double) requests / endpoint.perMinute();
        return Math.max(paced, requests * SECONDS / 60 / endpoint.parallel());
    }

    /** In one line. */
    public String line() {
        boolean priced = endpoint.inputPrice() > 0 || endpoint.outputPrice() > 0;
        String cost =
                priced
                        ? String.format(Locale.ROOT, "%.2f by the plan's prices", cost())
                        : "unknown: the plan gives no prices";
        return String.format(
                Locale.ROOT,
                "%s at %s: at most %,d requests, about %,d tokens there and %,d back; cost at most"
                        + " %s; about %.0f min; replies are kept, a re-run asks only what is new",
                endpoint.model(),
                endpoint.url(),
                requests,
                in,
                out,
                cost,
                Math.ceil(minutes()));
    }
}
