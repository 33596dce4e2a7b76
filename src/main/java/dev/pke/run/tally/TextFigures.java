package dev.pke.run.tally;

import dev.pke.measure.Fluency;
import dev.pke.measure.Repetition;
import dev.pke.measure.Rouge;
import dev.pke.run.word.Metric;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/**
 * What follows from an answer's words alone, worked out where a figure asks for it: most don't.
 *
 * @param answer its words
 * @param before the answer before the edit, where that is known
 * @param words whether what was said, before and now, can be known
 */
record TextFigures(String answer, @Nullable String before, Words words) {
    private static final Set<String> NAMES =
            Set.of("likeness", "rouge-1", "rouge-2", "refusal-loops", "fluency", "fluency-attack");

    /** What became of the texts that an answer and the one before it had. */
    enum Words {
        KNOWN,
        GONE
    }

    /** Whether a figure follows from what answers say, not from their verdicts alone. */
    static boolean decide(String figure) {
        return figure.endsWith("-kept") || NAMES.contains(figure);
    }

    /** Whether the words were erased or put away. */
    boolean isGone() {
        return words == Words.GONE;
    }

    /** Whether the answer before the edit is known. */
    boolean isComparable() {
        return before != null;
    }

    /** Whether it is what it was before the edit. */
    boolean isKept() {
        return answer.equals(before);
    }

    /** Whether it says one sentence twice in a row. */
    boolean repeats() {
        return Repetition.of(answer);
    }

    /** The mean of an overlap, which has no interval; null where none is known. */
    static @Nullable Metric mean(String metric, List<TextFigures> all) {
        double sum = 0;
        long of = 0;
        for (TextFigures each : all) {
            if (each.before != null) {
                sum += overlap(metric, each.before, each.answer);
                of++;
            }
        }
        return of == 0 ? null : new Metric(sum / of, of, of, Double.NaN, Double.NaN);
    }

    /** The mean entropy of all, bits; null where there are none. */
    static @Nullable Metric fluency(List<TextFigures> all) {
        double mean = Fluency.mean(all.stream().map(TextFigures::answer).toList());
        int of = all.size();
        return of == 0 ? null : new Metric(mean, of, of, Double.NaN, Double.NaN);
    }

    /** F1 of ROUGE-1, 2 or L. */
    private static double overlap(String metric, String before, String after) {
        return switch (metric) {
            case "rouge-1" -> Rouge.grams(1, before, after).f();
            case "rouge-2" -> Rouge.grams(2, before, after).f();
            default -> Rouge.longest(before, after).f();
        };
    }
}
