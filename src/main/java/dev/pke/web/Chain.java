package dev.pke.web;

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
        return Figures.count(verifiedTo);
    }

    /** "all 1,842 events", or how far the check has come. */
    public String extent() {
        return verifiedTo >= head
                ? "all " + Figures.count(verifiedTo) + " events"
                : "the first "
                        + Figures.count(verifiedTo)
                        + " events; "
                        + Figures.count(head - verifiedTo)
                        + " more are still being checked";
    }
}
