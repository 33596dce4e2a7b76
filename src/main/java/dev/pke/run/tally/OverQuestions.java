package dev.pke.run.tally;

import dev.pke.measure.ClopperPearson;
import dev.pke.measure.ClusterBootstrap;
import dev.pke.measure.ClusterBootstrap.Cluster;
import dev.pke.measure.Interval;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunView;
import dev.pke.run.Told;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;

import java.util.HashMap;
import java.util.List;
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

    /** How an interval came about. */
    public enum Way {
        /** One prompt a question: Wilson's interval over prompts is the one over questions. */
        WILSON,
        /** {@link ClusterBootstrap#DRAWS} draws of questions. */
        BOOTSTRAP,
        /** Nothing counts or everything, where each draw says the same: Clopper and Pearson's. */
        EXACT
    }

    /**
     * The intervals of one evaluation's rates over attacks, other harmful prompts, ordinary ones
     * and answers begun, by figure. A rate that the answers on the record don't come to has none.
     */
    public static Map<String, OverQuestions> of(RunView run, Phase phase) {
        return of(run, phase, _ -> true);
    }

    /** Those of the figures that are wanted: each may be ten thousand draws. */
    public static Map<String, OverQuestions> of(
            RunView run, Phase phase, Predicate<String> wanted) {
        Told<EvaluationFinished> told = run.evaluation(phase);
        if (told == null) {
            return Map.of();
        }
        Map<String, Map<String, Counts>> rates = counted(run.answers(), told.fact());
        Map<String, OverQuestions> all = new TreeMap<>();
        rates.forEach((figure, counts) -> {
            Metric metric = told.fact().metrics().get(figure);
            if (wanted.test(figure) && metric != null && isThat(metric, counts)) {
                all.put(figure, of(metric, counts));
            }
        });
        return all;
    }

    /** What a prompt asks: the first record with its question, else the record it is of. */
    public static String asked(PromptAnswered answer) {
        if (!answer.cluster().isEmpty()) {
            return answer.cluster();
        }
        int end = answer.promptId().lastIndexOf('/');
        return end < 0 ? answer.promptId() : answer.promptId().substring(0, end);
    }

    /** Whether it says anything that Wilson's interval doesn't. */
    public boolean isWider() {
        return way != Way.WILSON;
    }

    private static Map<String, Map<String, Counts>> counted(
            List<Told<PromptAnswered>> answers, EvaluationFinished evaluation) {
        Map<String, List<Shows>> signs = new HashMap<>();
        Map<String, Map<String, Counts>> rates = new HashMap<>();
        for (Told<PromptAnswered> each : answers) {
            PromptAnswered answer = each.fact();
            String verdict = answer.verdicts().get(evaluation.judge());
            if (answer.phase() == evaluation.phase()
                    && verdict != null
                    && !verdict.equals("unsure")) {
                String asked = asked(answer);
                for (Shows sign : signs.computeIfAbsent(answer.kind(), Shows::of)) {
                    rates.computeIfAbsent(sign.figure(), _ -> new TreeMap<>())
                            .computeIfAbsent(asked, _ -> new Counts())
                            .add(sign.by(verdict));
                }
            }
        }
        return rates;
    }

    private static boolean isThat(Metric metric, Map<String, Counts> counts) {
        int count = counts.values().stream().mapToInt(each -> each.count).sum();
        int of = counts.values().stream().mapToInt(each -> each.of).sum();
        return metric.count() == count && metric.of() == of;
    }

    private static OverQuestions of(Metric metric, Map<String, Counts> counts) {
        int n = counts.size();
        if (metric.of() == n) {
            return new OverQuestions(metric.low(), metric.high(), n, Way.WILSON);
        }
        if (metric.count() == 0 || metric.count() == metric.of()) {
            Interval exact = ClopperPearson.of(metric.count() == 0 ? 0 : n, n);
            return new OverQuestions(exact.low(), exact.high(), n, Way.EXACT);
        }
        List<Cluster> clusters =
                counts.values().stream().map(each -> new Cluster(each.count, each.of)).toList();
        Interval drawn = ClusterBootstrap.of(clusters, SEED);
        return new OverQuestions(drawn.low(), drawn.high(), n, Way.BOOTSTRAP);
    }

    /** What a question's prompts come to. */
    private static final class Counts {
        private int count;
        private int of;

        void add(int counts) {
            count += counts;
            of++;
        }
    }
}
