package dev.pke.web.held;

/**
 * Two runs: neurons both chose over those either did.
 *
 * @param blocks the same by block, such as "block 5: 3 of 9"
 */
public record RegionCell(String told, String blocks, String href) {
    /** Whether the two are one run, or share nothing. */
    public boolean isDull() {
        return told.equals("–") || told.equals("0");
    }
}
