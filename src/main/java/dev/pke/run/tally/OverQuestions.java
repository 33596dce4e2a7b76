package dev.pke.run.tally;

import dev.pke.measure.ClusterBootstrap;
import dev.pke.run.RunView;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The 95 % interval of a rate when questions are drawn and not prompts: a question and its attacked
 * and rephrased prompts fail or hold together, so that Wilson's interval over prompts is too
 * narrow. It is worked out from the answers on the record whenever it is asked for, and recorded
 * nowhere.
 *
 * @param questions that the rate's prompts ask
 */
public record OverQuestions(double low, double high, int questions, Way way) {
    /** What draws the questions; the same for every rate, so that anyone gets the same interval. */
    public static final long SEED = 1;

    /** How many times they are drawn. */
    public static final int DRAWS = ClusterBootstrap.DRAWS;

    /** How an interval came about. */
    public enum Way {
        /** One prompt a question: Wilson's interval over prompts is the one over questions. */
        WILSON,
        /** {@link #DRAWS} draws of questions. */
        BOOTSTRAP,
        /** Nothing counts or everything, where each draw says the same: Clopper and Pearson's. */
        EXACT
    }

    /** By figure, those of the evaluation before the edit that are wanted. */
    public static Map<String, OverQuestions> before(RunView run, Predicate<String> wanted) {
        return of(run, Phase.BEFORE, wanted);
    }

    /** The same after the edit. */
    public static Map<String, OverQuestions> after(RunView run, Predicate<String> wanted) {
        return of(run, Phase.AFTER, wanted);
    }

    /** Those of a phase; a rate that the answers on the record don't come to has none. */
    public static Map<String, OverQuestions> of(
            RunView run, Phase phase, Predicate<String> wanted) {
        Map<String, OverQuestions> all = new TreeMap<>();
        var told = run.evaluation(phase);
        if (told != null) {
            QuestionCounts.of(run, told.fact())
                    .forEach((figure, counts) -> {
                        Metric metric = told.fact().metrics().get(figure);
                        if (wanted.test(figure) && metric != null && counts.areThose(metric)) {
                            all.put(figure, of(metric, counts));
                        }
                    });
        }
        return all;
    }

    /** Whether it says anything that Wilson's interval doesn't. */
    public boolean isWider() {
        return way != Way.WILSON;
    }

    private static OverQuestions of(Metric metric, QuestionCounts counts) {
        int n = counts.questions();
        if (metric.of() == n) {
            return new OverQuestions(metric.low(), metric.high(), n, Way.WILSON);
        }
        boolean none = metric.count() == 0 || metric.count() == metric.of();
        var drawn = ClusterBootstrap.of(counts.clusters(), SEED);
        return new OverQuestions(drawn.low(), drawn.high(), n, none ? Way.EXACT : Way.BOOTSTRAP);
    }
}
