package dev.pke.web.seen;

import dev.pke.run.RunView;
import dev.pke.run.tally.OverQuestions;
import dev.pke.run.word.Phase;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Intervals over questions, worked out once for as long as this lasts: what an evaluation found
 * never changes, and ten thousand draws a figure take longer than the rest of a page.
 */
public final class Intervals {
    private static final int MOST = 256; // evaluations, of some forty figures each

    /** An evaluation by its place in its run, and what was wanted of it: "" for every figure. */
    private record Asked(String run, long position, String figure) {}

    private final Map<Asked, Map<String, OverQuestions>> known =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<Asked, Map<String, OverQuestions>> e) {
                    return size() > MOST;
                }
            };

    /** By figure, those of a run's evaluation; of one figure alone unless that is "". */
    Map<String, OverQuestions> of(RunView run, Phase phase, String figure) {
        var evaluation = run.evaluation(phase);
        if (evaluation == null) {
            return Map.of();
        }
        Asked asked = new Asked(run.run(), evaluation.position(), figure);
        Map<String, OverQuestions> found;
        synchronized (known) {
            found = known.get(asked);
        }
        if (found == null) {
            Predicate<String> wanted = name -> figure.isEmpty() || name.equals(figure);
            found = OverQuestions.of(run, phase, wanted);
            synchronized (known) {
                known.put(asked, found);
            }
        }
        return found;
    }
}
