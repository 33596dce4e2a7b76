package dev.pke.web.since;

import dev.pke.run.word.Metric;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.held.Marked;

/**
 * Attack success of a model at one point of its story.
 *
 * @param label who measured it and whether as found or as left
 * @param brief what it is called beside its mark; empty where it is a model measured again
 * @param hue of the method that left it
 * @param parent the point it came from, by its place in the list; -1 of the first
 */
public record LaterPoint(
        String label, String brief, MethodStyle hue, Metric asr, int parent, String href) {
    boolean isFound() {
        return brief.isEmpty();
    }

    String told() {
        return label
                + ": attack success "
                + Marked.told(asr)
                + ", "
                + asr.count()
                + " of "
                + asr.of();
    }
}
