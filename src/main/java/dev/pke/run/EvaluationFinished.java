package dev.pke.run;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All figures of one evaluation by one judge. {@code metrics} by name (asr, dg, over-refusal, ...),
 * {@code byCategory} the same by category; {@code measured} holds seconds and speeds.
 */
public record EvaluationFinished(
        Phase phase,
        String judge,
        Map<String, Metric> metrics,
        Map<String, Map<String, Metric>> byCategory,
        Map<String, Double> measured)
        implements RunEvent, Milestone {
    public EvaluationFinished {
        Check.text("judge", judge);
        metrics = Map.copyOf(metrics);
        var categories = new LinkedHashMap<String, Map<String, Metric>>();
        byCategory.forEach((category, each) -> categories.put(category, Map.copyOf(each)));
        byCategory = Map.copyOf(categories);
        measured = Map.copyOf(measured);
    }
}
