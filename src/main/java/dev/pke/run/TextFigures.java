package dev.pke.run;

import dev.pke.measure.Rouge;
import dev.pke.run.word.Metric;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What follows from an answer's words alone, kept so that the words themselves need not be.
 *
 * @param repeats whether it says one sentence twice in a row
 * @param overlap with the answer before the edit, where that is known: F1 of ROUGE-1, 2 and L
 */
record TextFigures(boolean repeats, @Nullable Overlap overlap) {
    /** The mean of an overlap, which has no interval; null where none is known. */
    static @Nullable Metric mean(String metric, List<TextFigures> all) {
        double sum = 0;
        long of = 0;
        for (TextFigures each : all) {
            if (each.overlap != null) {
                sum += each.overlap.named(metric);
                of++;
            }
        }
        return of == 0 ? null : new Metric(sum / of, of, of, Double.NaN, Double.NaN);
    }

    /** F1 of ROUGE-1, 2 and L. */
    record Overlap(double one, double two, double longest) {
        static Overlap of(String before, String after) {
            return new Overlap(
                    Rouge.grams(1, before, after).f(),
                    Rouge.grams(2, before, after).f(),
                    Rouge.longest(before, after).f());
        }

        double named(String metric) {
            return switch (metric) {
                case "rouge-1" -> one;
                case "rouge-2" -> two;
                default -> longest;
            };
        }
    }
}
