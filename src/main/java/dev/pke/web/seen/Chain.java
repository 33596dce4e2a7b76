package dev.pke.web.seen;

import dev.pke.web.chart.FigureText;

/**
 * What is known of the hash chain: the last position whose hash was recomputed, the record's last,
 * the first whose hash does not fit (0 where all of them do), and why reading stopped, if it did.
 */
public record Chain(long verifiedTo, long head, long firstBad, String stopped) {
    public boolean holds() {
        return firstBad == 0 && stopped.isEmpty();
    }

    /** The last position checked, with thousands set apart. */
    public String verified() {
        return FigureText.count(verifiedTo);
    }

    /** "all 1,842 events", or how far the check has come. */
    public String extent() {
        return verifiedTo >= head
                ? "all " + FigureText.count(verifiedTo) + " events"
                : "the first "
                        + FigureText.count(verifiedTo)
                        + " events; "
                        + FigureText.count(head - verifiedTo)
                        + " more are still being checked";
    }
}
