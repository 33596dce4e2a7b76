package dev.pke.run;

import dev.pke.event.CanonicalJson;
import dev.pke.event.MalformedJson;
import dev.pke.run.word.Metric;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Stage;
import dev.pke.run.word.Status;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A run's line as it is stored: the text that {@link RunEventCodec} makes of it, read and written
 * by hand, since a short verb spends a quarter of its time on what reads any record there is.
 */
final class SummaryJson {
    private static final Set<String> LINE =
            Set.of(
                    "position",
                    "run",
                    "planName",
                    "method",
                    "model",
                    "seeds",
                    "status",
                    "stageAtWork",
                    "finished",
                    "judge",
                    "before",
                    "after",
                    "edit",
                    "timing",
                    "review",
                    "error",
                    "commit",
                    "machine");
    private static final Set<String> METRIC = Set.of("value", "count", "of", "low", "high");
    private static final Set<String> EDIT = Set.of("regions", "neurons", "parametersMoved");
    private static final Set<String> REVIEW = Set.of("tags", "notes", "replay", "archived");
    private static final Set<String> TIMING =
            Set.of(
                    "startedAt",
                    "startedPosition",
                    "endedAt",
                    "endedPosition",
                    "seconds",
                    "resumed");

    private final Map<?, ?> fields;

    private SummaryJson(@Nullable Object json, Set<String> keys) {
        if (!(json instanceof Map<?, ?> map) || !map.keySet().equals(keys)) {
            throw new IllegalArgumentException("not an object of " + keys);
        }
        fields = map;
    }

    /** The line; an IllegalArgumentException where the text is of another form. */
    static RunSummary read(String json) {
        SummaryJson line;
        try {
            line = new SummaryJson(CanonicalJson.parse(json), LINE);
        } catch (MalformedJson malformed) {
            throw new IllegalArgumentException(malformed.getMessage(), malformed);
        }
        String stage = line.perhaps("stageAtWork");
        return new RunSummary(
                line.whole("position"),
                line.text("run"),
                line.text("planName"),
                line.text("method"),
                line.text("model"),
                line.texts("seeds"),
                Status.of(line.text("status")),
                stage == null ? null : Stage.of(stage),
                line.list("finished").stream().map(Stage::of).toList(),
                line.perhaps("judge"),
                line.metrics("before"),
                line.metrics("after"),
                edit(new SummaryJson(line.fields.get("edit"), EDIT)),
                timing(new SummaryJson(line.fields.get("timing"), TIMING)),
                review(new SummaryJson(line.fields.get("review"), REVIEW)),
                line.perhaps("error"),
                line.text("commit"),
                line.text("machine"));
    }

    private static RunSummary.Edit edit(SummaryJson edit) {
        return new RunSummary.Edit(
                Math.toIntExact(edit.whole("regions")),
                Math.toIntExact(edit.whole("neurons")),
                edit.wholeOrNull("parametersMoved"));
    }

    private static RunSummary.Timing timing(SummaryJson timing) {
        return new RunSummary.Timing(
                timing.text("startedAt"),
                timing.whole("startedPosition"),
                timing.perhaps("endedAt"),
                timing.wholeOrNull("endedPosition"),
                number(timing.fields.get("seconds")),
                Math.toIntExact(timing.whole("resumed")));
    }

    private static RunSummary.Review review(SummaryJson review) {
        String replay = review.perhaps("replay");
        return new RunSummary.Review(
                review.list("tags"),
                Math.toIntExact(review.whole("notes")),
                replay == null ? null : ReplayVerdict.of(replay),
                review.perhaps("archived"));
    }

    private Map<String, Metric> metrics(String key) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        object(key)
                .forEach((name, value) -> {
                    SummaryJson metric = new SummaryJson(value, METRIC);
                    metrics.put(
                            String.valueOf(name),
                            new Metric(
                                    number(metric.fields.get("value")),
                                    metric.whole("count"),
                                    metric.whole("of"),
                                    number(metric.fields.get("low")),
                                    number(metric.fields.get("high"))));
                });
        return metrics;
    }

    private Map<String, String> texts(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        object(key).forEach((name, value) -> texts.put(String.valueOf(name), text(value)));
        return texts;
    }

    private Map<?, ?> object(String key) {
        if (fields.get(key) instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(key + " is no object");
    }

    private List<String> list(String key) {
        if (fields.get(key) instanceof List<?> list) {
            List<String> texts = new ArrayList<>();
            list.forEach(each -> texts.add(text(each)));
            return List.copyOf(texts);
        }
        throw new IllegalArgumentException(key + " is no list");
    }

    private String text(String key) {
        return text(fields.get(key));
    }

    private static String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(value + " is no text");
    }

    private @Nullable String perhaps(String key) {
        return fields.get(key) == null ? null : text(key);
    }

    private long whole(String key) {
        if (fields.get(key) instanceof Long whole) {
            return whole;
        }
        throw new IllegalArgumentException(key + " is no whole number");
    }

    private @Nullable Long wholeOrNull(String key) {
        return fields.get(key) == null ? null : (Long) whole(key);
    }

    /** A number, or one of the texts that stand for what is not finite. */
    private static double number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return switch (text(value)) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new IllegalArgumentException(value + " is no number");
        };
    }

    /** The text that is stored. */
    static String write(RunSummary run) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("position", run.position());
        line.put("run", run.run());
        line.put("planName", run.planName());
        line.put("method", run.method());
        line.put("model", run.model());
        line.put("seeds", run.seeds());
        line.put("status", run.status().wire());
        Stage stage = run.stageAtWork();
        line.put("stageAtWork", stage == null ? null : stage.wire());
        line.put("finished", run.finished().stream().map(Stage::wire).toList());
        line.put("judge", run.judge());
        line.put("before", written(run.before()));
        line.put("after", written(run.after()));
        line.put("edit", written(run.edit()));
        line.put("timing", written(run.timing()));
        line.put("review", written(run.review()));
        line.put("error", run.error());
        line.put("commit", run.commit());
        line.put("machine", run.machine());
        return CanonicalJson.write(line);
    }

    private static Map<String, Object> written(Map<String, Metric> metrics) {
        Map<String, Object> all = new LinkedHashMap<>();
        metrics.forEach((name, metric) ->
                all.put(
                        name,
                        Map.of(
                                "value", metric.value(),
                                "count", metric.count(),
                                "of", metric.of(),
                                "low", metric.low(),
                                "high", metric.high())));
        return all;
    }

    private static Map<String, @Nullable Object> written(RunSummary.Edit edit) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("regions", edit.regions());
        all.put("neurons", edit.neurons());
        all.put("parametersMoved", edit.parametersMoved());
        return all;
    }

    private static Map<String, @Nullable Object> written(RunSummary.Timing timing) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("startedAt", timing.startedAt());
        all.put("startedPosition", timing.startedPosition());
        all.put("endedAt", timing.endedAt());
        all.put("endedPosition", timing.endedPosition());
        all.put("seconds", timing.seconds());
        all.put("resumed", timing.resumed());
        return all;
    }

    private static Map<String, @Nullable Object> written(RunSummary.Review review) {
        ReplayVerdict replay = review.replay();
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("tags", review.tags());
        all.put("notes", review.notes());
        all.put("replay", replay == null ? null : replay.wire());
        all.put("archived", review.archived());
        return all;
    }
}
