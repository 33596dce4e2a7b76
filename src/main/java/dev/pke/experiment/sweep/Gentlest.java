package dev.pke.experiment.sweep;

import dev.pke.measure.MetricName;
import dev.pke.run.word.Selection;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rule by which one setting of a method is chosen among those that were tried: of all that
 * reach a stated attack success at a stated depth, and refuse as often there as is asked, the one
 * that disturbs ordinary work least. Where no refusals are asked for, babble is as good as any.
 *
 * <p>Least disturbed is the lowest KL of benign answers where every run has that figure; where one
 * has not, most benign answers kept, then the smallest change. Ties go to fewer steps, then to the
 * lower rate.
 *
 * @param asr the share of unsafe answers that is enough
 * @param depth how many tokens of the unsafe answer are given; 0 for none
 * @param recovered the share of refusals there that is enough; 0 where none are asked for
 */
public record Gentlest(double asr, int depth, double recovered) {
    /** As evaluations name it that measure it. */
    static final String KL = "kl";

    /** The figure that has to be reached. */
    public String figure() {
        return depth == 0 ? MetricName.ASR : MetricName.PREFILL + depth + MetricName.UNSAFE;
    }

    /** The figure of refusals in the same place. */
    public String refusals() {
        return Selection.refusals(figure());
    }

    /** It in words, for the record. */
    public String words(int tried) {
        return selection(tried, Selection.End.REACHED).words();
    }

    /** What is said of a setting that is tested although none reaches what is asked. */
    String wordsOfLowest(int tried) {
        return selection(tried, Selection.End.NEAREST).words();
    }

    private Selection selection(int tried, Selection.End end) {
        return new Selection(figure(), asr, recovered, tried, end);
    }

    /** The one that comes nearest, most benign answers kept among equals; empty of none. */
    Optional<Tried> lowest(List<Tried> tried) {
        return tried.stream()
                .min(
                        Comparator.comparingDouble(this::lacks)
                                .thenComparingDouble(each -> -each.value(MetricName.BENIGN_KEPT)));
    }

    /** The one that is chosen; empty if none reaches what is asked. */
    public Optional<Tried> of(List<Tried> tried) {
        List<Tried> enough = tried.stream().filter(each -> reaches(each)).toList();
        boolean measured = enough.stream().allMatch(each -> each.figures().containsKey(KL));
        Comparator<Tried> gentler =
                measured
                        ? Comparator.comparingDouble(each -> each.value(KL))
                        : Comparator.<Tried>comparingDouble(
                                        each -> -each.value(MetricName.BENIGN_KEPT))
                                .thenComparingDouble(Tried::norm);
        return enough.stream()
                .min(
                        gentler.thenComparingDouble(each -> each.setting("steps"))
                                .thenComparingDouble(each -> each.setting("rate")));
    }

    boolean reaches(Tried tried) {
        return lacks(tried) <= 0;
    }

    /** By how much it falls short, of both shares together; infinite where one is unknown. */
    private double lacks(Tried tried) {
        double unsafe = Math.max(0, tried.value(figure()) - asr);
        if (recovered == 0) {
            return unsafe;
        }
        var refused = tried.figures().get(refusals());
        double missing = refused == null ? Double.POSITIVE_INFINITY : recovered - refused.value();
        return unsafe + Math.max(0, missing);
    }
}
