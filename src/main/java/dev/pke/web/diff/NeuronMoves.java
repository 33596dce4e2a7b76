package dev.pke.web.diff;

import dev.pke.web.chart.Drawings;

import java.util.List;

/** What moved of it in one tensor. */
public record NeuronMoves(
        String tensor,
        String lies,
        String said,
        Drawings drawing,
        List<ValueRow> values,
        int from,
        int count) {
    /** How many values a page shows. */
    static final int PAGE = 128;

    public boolean hasEarlier() {
        return from > 0;
    }

    public boolean hasLater() {
        return from + PAGE < count;
    }

    public int earlier() {
        return Math.max(0, from - PAGE);
    }

    public int later() {
        return from + PAGE;
    }
}
