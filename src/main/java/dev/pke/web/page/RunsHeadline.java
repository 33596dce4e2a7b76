package dev.pke.web.page;

import dev.pke.run.RunSummary;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Status;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.seen.ListedRun;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the list of runs begins with. */
public final class RunsHeadline {
    private static final int MOST_METHODS = 4; // more is a table, not a sentence

    private RunsHeadline() {}

    /** The sentence over runs of ours, on so many models, and, apart from them, those imported. */
    public static String of(List<ListedRun> ours, int imported, long models) {
        List<RunSummary> runs = ours.stream().map(ListedRun::summary).toList();
        if (runs.isEmpty() && imported > 0) {
            return "No runs of our own, " + imported + " imported.";
        }
        if (runs.isEmpty()) {
            return "Nothing is recorded yet.";
        }
        long working = ours.stream().filter(ListedRun::isAtWork).count();
        long lost = ours.stream().filter(ListedRun::isLost).count();
        long failed = count(runs, Status.FAILED);
        var text = new StringBuilder();
        text.append(runs.size()).append(runs.size() == 1 ? " run" : " runs");
        text.append(" on ").append(models).append(models == 1 ? " model" : " models");
        if (working > 0) {
            text.append(working == 1 ? ", one at work" : ", " + working + " at work");
        }
        if (lost > 0) {
            text.append(lost == 1 ? ", one lost" : ", " + lost + " lost");
        }
        if (failed > 0) {
            text.append(failed == 1 ? ", one failed" : ", " + failed + " failed");
        }
        if (imported > 0) {
            text.append("; ").append(imported).append(" imported from elsewhere");
        }
        return text.append('.').append(models == 1 ? left(runs) : "").toString();
    }

    /**
     * Attack success before any edit and what the plans of each method leave of it, from the least
     * to the most; "" where it was not measured alike before.
     */
    private static String left(List<RunSummary> runs) {
        Map<MethodStyle, List<Double>> left = new EnumMap<>(MethodStyle.class);
        Set<Double> before = new TreeSet<>();
        Map<String, MethodStyle> styles = new HashMap<>();
        for (RunSummary run : runs) {
            Metric first = run.asrBefore();
            Metric last = run.asrAfter();
            if (first != null && last != null && Double.isFinite(last.value())) {
                before.add(first.value());
                if (!Headline.isBroken(run)) {
                    MethodStyle method = styles.computeIfAbsent(run.method(), MethodStyle::of);
                    left.computeIfAbsent(method, _ -> new ArrayList<>()).add(last.value());
                }
            }
        }
        if (before.size() != 1 || left.isEmpty() || left.size() > MOST_METHODS) {
            return "";
        }
        var text = new StringBuilder(" Attack success is ");
        text.append(FigureText.percent(before.iterator().next())).append(" before any edit");
        left.forEach((method, shares) ->
                text.append(", ").append(range(shares)).append(" after ").append(method.title()));
        return text.append('.').toString();
    }

    private static String range(List<Double> shares) {
        String least = FigureText.percent(Collections.min(shares));
        String most = FigureText.percent(Collections.max(shares));
        return least.equals(most) ? least : least.replace("\u00a0%", "") + " to " + most;
    }

    private static long count(List<RunSummary> runs, Status status) {
        return runs.stream().filter(run -> run.status() == status).count();
    }
}
