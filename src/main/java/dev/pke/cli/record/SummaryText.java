package dev.pke.cli.record;

import dev.pke.cli.TextTable;
import dev.pke.measure.MetricName;
import dev.pke.run.RunSummary;
import dev.pke.run.query.Line;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Stage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A run's summary as text and as JSON. */
public final class SummaryText {
    private SummaryText() {}

    /** The lines of a table, its head first; tags are a column where there are any. */
    static List<String> table(List<Line> lines) {
        List<List<String>> rows = new ArrayList<>();
        boolean tagged = lines.stream().anyMatch(each -> !each.run().review().tags().isEmpty());
        String tags = tagged ? "tags" : "";
        rows.add(
                List.of(
                        "run",
                        "method",
                        "model",
                        "status",
                        "ASR before",
                        "after",
                        "parameters",
                        tags));
        for (Line line : lines) {
            RunSummary each = line.run();
            Long moved = each.edit().parametersMoved();
            Stage stage = each.stageAtWork();
            rows.add(
                    List.of(
                            each.run(),
                            each.method(),
                            each.model(),
                            (line.status().equals("lost") ? "cut off" : line.status())
                                    + (stage == null ? "" : ": " + stage.wire()),
                            percent(each.asrBefore()),
                            percent(each.asrAfter()),
                            moved == null ? "-" : String.format(Locale.ROOT, "%,d", moved),
                            String.join(", ", each.review().tags())));
        }
        return TextTable.of(rows);
    }

    /** Rows with each column as wide as its widest cell. */
    static List<String> columns(List<List<String>> rows) {
        return TextTable.of(rows);
    }

    /** A figure of this name: a share as {@link #full(Metric)}, or a mean and over how many. */
    public static String full(String name, @Nullable Metric metric) {
        return metric == null || MetricName.isShare(name)
                ? full(metric)
                : String.format(Locale.ROOT, "%.4g over %d", metric.value(), metric.of());
    }

    /** A share with its 95 % interval and counts, such as {@code 71.3 % (62-79), 77 of 108}. */
    public static String full(@Nullable Metric metric) {
        return metric == null
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%.1f %% (%.0f-%.0f), %d of %d",
                        100 * metric.value(),
                        100 * metric.low(),
                        100 * metric.high(),
                        metric.count(),
                        metric.of());
    }

    private static String percent(@Nullable Metric metric) {
        return metric == null ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * metric.value());
    }

    /** Flat keys for what everyone asks, then all figures. */
    static Map<String, @Nullable Object> json(RunSummary run) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("run", run.run());
        json.put("plan", run.planName());
        json.put("method", run.method());
        json.put("model", run.model());
        json.put("status", run.status().wire());
        json.put("stage", run.stageAtWork() == null ? null : run.stageAtWork().wire());
        json.put("asrBefore", value(run.before().get(MetricName.ASR)));
        json.put("asrAfter", value(run.after().get(MetricName.ASR)));
        json.put("parametersMoved", run.edit().parametersMoved());
        json.put("neurons", run.edit().neurons());
        json.put("judge", run.judge());
        json.put("before", metrics(run.before()));
        json.put("after", metrics(run.after()));
        json.put("seconds", run.timing().seconds());
        json.put("startedAt", run.timing().startedAt());
        json.put("startedPosition", run.timing().startedPosition());
        json.put("endedAt", run.timing().endedAt());
        json.put("endedPosition", run.timing().endedPosition());
        json.put("resumed", run.timing().resumed());
        json.put("error", run.error());
        json.put("tags", run.review().tags());
        json.put("notes", run.review().notes());
        json.put("replay", run.review().replay() == null ? null : run.review().replay().wire());
        json.put("archived", run.review().archived());
        json.put("commit", run.commit());
        json.put("machine", run.machine());
        return json;
    }

    private static @Nullable Double value(@Nullable Metric metric) {
        return metric == null ? null : Double.valueOf(metric.value());
    }

    private static Map<String, Object> metrics(Map<String, Metric> metrics) {
        Map<String, Object> json = new LinkedHashMap<>();
        metrics.forEach((name, each) ->
                json.put(
                        name,
                        Map.of(
                                "value",
                                each.value(),
                                "count",
                                each.count(),
                                "of",
                                each.of(),
                                "low",
                                each.low(),
                                "high",
                                each.high())));
        return json;
    }
}
