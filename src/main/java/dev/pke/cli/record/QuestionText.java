package dev.pke.cli.record;

import dev.pke.measure.ClusterBootstrap;
import dev.pke.measure.MetricName;
import dev.pke.run.RunView;
import dev.pke.run.tally.OverQuestions;
import dev.pke.run.word.Phase;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The intervals of a run's rates over questions, as lines of text and as JSON. */
public final class QuestionText {
    private QuestionText() {}

    /** A figure a line, those whose prompts ask questions several times. */
    static List<String> lines(RunView run) {
        if (run.answers().isEmpty()) { // they were not read: a command that must be quick
            return run.evaluations().isEmpty()
                    ? List.of()
                    : List.of("  intervals over questions: with --json, or on its page");
        }
        Map<String, OverQuestions> before =
                OverQuestions.of(run, Phase.BEFORE, QuestionText::heads);
        Map<String, OverQuestions> after = OverQuestions.of(run, Phase.AFTER, QuestionText::heads);
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeIf(name -> !isWider(before.get(name)) && !isWider(after.get(name)));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("  95 % over questions, not prompts", "before", "after"));
        for (String name : names) {
            rows.add(List.of("  " + name, full(before.get(name)), full(after.get(name))));
        }
        return names.isEmpty() ? List.of() : SummaryText.columns(rows);
    }

    /** What a run is judged by; the rest stands in its JSON, since each takes its time. */
    private static boolean heads(String figure) {
        return switch (figure) {
            case MetricName.ASR, MetricName.DG, MetricName.OVER_REFUSAL -> true;
            default -> figure.startsWith(MetricName.PREFILL);
        };
    }

    private static boolean isWider(@Nullable OverQuestions one) {
        return one != null && one.isWider();
    }

    /** "64-82, 98 questions". */
    private static String full(@Nullable OverQuestions one) {
        return one == null
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%.0f-%.0f, %d questions%s",
                        100 * one.low(),
                        100 * one.high(),
                        one.questions(),
                        one.way() == OverQuestions.Way.EXACT ? " (exact)" : "");
    }

    /** By phase and figure. */
    static Map<String, Object> json(RunView run) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (Phase phase : Phase.values()) {
            json.put(phase.wire(), json(OverQuestions.of(run, phase)));
        }
        return json;
    }

    /** By figure: where it lies, over how many questions, and how that was worked out. */
    public static Map<String, Object> json(Map<String, OverQuestions> intervals) {
        Map<String, Object> json = new LinkedHashMap<>();
        intervals.forEach((name, each) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("low", each.low());
            one.put("high", each.high());
            one.put("questions", each.questions());
            one.put("way", each.way().name().toLowerCase(Locale.ROOT));
            if (each.way() == OverQuestions.Way.BOOTSTRAP) {
                one.put("draws", ClusterBootstrap.DRAWS);
                one.put("seed", Long.toString(OverQuestions.SEED));
            }
            json.put(name, one);
        });
        return json;
    }
}
