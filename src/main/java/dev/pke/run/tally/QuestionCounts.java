package dev.pke.run.tally;

import dev.pke.measure.ClusterBootstrap.Cluster;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunEvent.PromptAnswered;
import dev.pke.run.RunView;
import dev.pke.run.word.Metric;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a figure's answers come to, question by question. */
public final class QuestionCounts {
    private final Map<String, Cluster> byQuestion = new TreeMap<>();

    private QuestionCounts() {}

    /** By figure, those of an evaluation's answers; a judge that is unsure counts in none. */
    static Map<String, QuestionCounts> of(RunView run, EvaluationFinished evaluation) {
        Map<String, List<Shows>> signs = new HashMap<>();
        Map<String, QuestionCounts> counts = new HashMap<>();
        for (var each : run.answers()) {
            PromptAnswered answer = each.fact();
            String verdict = answer.verdicts().get(evaluation.judge());
            if (answer.phase() == evaluation.phase()
                    && verdict != null
                    && !verdict.equals("unsure")) {
                for (Shows sign : signs.computeIfAbsent(answer.kind(), Shows::of)) {
                    counts.computeIfAbsent(sign.figure(), _ -> new QuestionCounts())
                            .add(asked(answer), sign.by(verdict));
                }
            }
        }
        return counts;
    }

    /** What a prompt asks: the first record with its question, else the record it is of. */
    public static String asked(PromptAnswered answer) {
        int end = answer.promptId().lastIndexOf('/');
        String record = end < 0 ? answer.promptId() : answer.promptId().substring(0, end);
        return answer.cluster().isEmpty() ? record : answer.cluster();
    }

    private void add(String asked, int count) {
        byQuestion.merge(
                asked,
                new Cluster(count, 1),
                (a, b) -> new Cluster(a.count() + b.count(), a.of() + b.of()));
    }

    int questions() {
        return byQuestion.size();
    }

    List<Cluster> clusters() {
        return List.copyOf(byQuestion.values());
    }

    /** Whether they are what a figure says it counts. */
    boolean areThose(Metric metric) {
        return metric.count() == byQuestion.values().stream().mapToLong(Cluster::count).sum()
                && metric.of() == byQuestion.values().stream().mapToLong(Cluster::of).sum();
    }
}
