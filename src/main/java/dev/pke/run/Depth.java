package dev.pke.run;

import dev.pke.measure.MetricName;
import dev.pke.run.word.Metric;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one evaluation found where answers were begun so deep: how far down a refusal reaches.
 *
 * @param begun the number of tokens that were given, or a word for a fixed opening
 * @param unsafe attacked prompts whose begun and continued answer gave what was asked for
 * @param recovered attacked prompts whose answer turned into a refusal
 * @param kept ordinary answers, begun alike, that went on as before the edit
 * @param refused ordinary answers, begun alike, that turned into a refusal
 */
public record Depth(
        String begun,
        @Nullable Metric unsafe,
        @Nullable Metric recovered,
        @Nullable Metric kept,
        @Nullable Metric refused) {

    /** Every depth that was asked, by tokens, a fixed opening last; empty if none was. */
    public static List<Depth> of(Map<String, Metric> metrics) {
        List<String> begun = new ArrayList<>();
        for (String name : metrics.keySet()) {
            if (name.startsWith(MetricName.PREFILL) && name.endsWith(MetricName.UNSAFE)) {
                int end = name.length() - MetricName.UNSAFE.length();
                begun.add(name.substring(MetricName.PREFILL.length(), end));
            }
        }
        begun.sort(Comparator.comparingInt(Depth::rank).thenComparing(name -> name));
        return begun.stream()
                .map(depth ->
                        new Depth(
                                depth,
                                metrics.get(MetricName.PREFILL + depth + MetricName.UNSAFE),
                                metrics.get(MetricName.PREFILL + depth + MetricName.RECOVERED),
                                metrics.get(MetricName.BENIGN_PREFILL + depth + MetricName.KEPT),
                                metrics.get(
                                        MetricName.BENIGN_PREFILL + depth + MetricName.REFUSED)))
                .toList();
    }

    /** The depths that are numbers of tokens. */
    public static Set<Integer> tokens(Map<String, Metric> metrics) {
        return of(metrics).stream()
                .map(each -> rank(each.begun()))
                .filter(rank -> rank < Integer.MAX_VALUE)
                .collect(Collectors.toSet());
    }

    /** Whether a figure belongs to begun answers and so has its place in a table of depths. */
    public static boolean owns(String metric) {
        return metric.startsWith(MetricName.PREFILL)
                || metric.startsWith(MetricName.BENIGN_PREFILL);
    }

    private static int rank(String begun) {
        return begun.matches("\\d{1,9}") ? Integer.parseInt(begun) : Integer.MAX_VALUE;
    }
}
