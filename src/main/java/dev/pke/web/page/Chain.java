package dev.pke.web.page;

/**
 * What is known of the hash chain: the last position read, the first whose hash does not fit (0
 * where all of them do), and why reading stopped, if it did.
 */
public record Chain(long verifiedTo, long firstBad, String stopped) {
    public boolean holds() {
        return firstBad == 0 && stopped.isEmpty();
    }
}
