package dev.pke.export;

import dev.pke.event.CanonicalJson;
import dev.pke.run.Fact;
import dev.pke.run.Remark;
import dev.pke.run.RunEvent;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.Told;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run as MLflow's client takes it: one line of JSON with parameters, metrics by step, and tags.
 * Its folder of files is in maintenance, so what we write goes in through the client ({@code
 * experiments/mlflow_import.py}) and into whatever server that speaks to.
 */
public final class Mlflow {
    /** MLflow's own limit for a parameter's value. */
    private static final int LONGEST = 6000;

    private final List<Map<String, @Nullable Object>> metrics = new ArrayList<>();
    private final Map<String, @Nullable Object> params = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> tags = new LinkedHashMap<>();

    private Mlflow() {}

    /** A run's line, without its end; {@code origin} is the log's, as in its heads. */
    public static String line(RunView view, String origin) {
        RunSummary summary = view.summary();
        if (summary == null) {
            throw new IllegalArgumentException("run " + view.run() + " is not registered");
        }
        Mlflow out = new Mlflow();
        view.standing().forEach(out::take);
        out.tags(view, summary, origin);
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("run", summary.run());
        line.put("experiment", "pke");
        line.put("status", status(summary));
        line.put("started", millis(summary.timing().startedAt()));
        String ended = summary.timing().endedAt();
        line.put("ended", ended == null ? null : millis(ended));
        line.put("params", out.params);
        line.put("metrics", out.metrics);
        line.put("tags", out.tags);
        return CanonicalJson.write(line);
    }

    private static String status(RunSummary summary) {
        return switch (summary.status()) {
            case FINISHED -> "FINISHED";
            case FAILED -> "FAILED";
            case CANCELLED -> "KILLED";
            case RUNNING -> "RUNNING";
        };
    }

    private static long millis(String at) {
        return Instant.parse(at).toEpochMilli();
    }

    private void take(Told<Fact> told) {
        switch (told.fact()) {
            case RunEvent.RunRegistered registered -> {
                param("plan", registered.plan());
                registered.seeds().forEach((name, seed) -> params.put("seed." + name, seed));
            }
            case RunEvent.EvaluationFinished done ->
                    done.metrics()
                            .forEach((name, metric) ->
                                    metric(
                                            done.judge() + "/" + done.phase().wire() + "/" + name,
                                            metric.value(),
                                            0,
                                            told));
            case RunEvent.StepTaken step -> {
                step.losses()
                        .forEach((name, value) -> metric("loss/" + name, value, step.step(), told));
                metric("gradient-norm", step.gradientNorm(), step.step(), told);
            }
            case RunEvent.StageFinished end ->
                    metric(
                            "seconds/" + end.stage().wire(),
                            end.measured().getOrDefault("seconds", 0.0),
                            0,
                            told);
            default -> {}
        }
    }

    /** A plan's keys by their paths, as a plan's sweep names them. */
    private void param(String path, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> param(path + "." + key, each));
        } else {
            String text = value instanceof String said ? said : CanonicalJson.write(value);
            params.put(path, text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        }
    }

    private void metric(String name, double value, long step, Told<?> told) {
        Map<String, @Nullable Object> metric = new LinkedHashMap<>();
        metric.put("key", name);
        metric.put("value", Double.isFinite(value) ? value : Double.toString(value));
        metric.put("step", step);
        metric.put("timestamp", millis(told.at()));
        metrics.add(metric);
    }

    private void tags(RunView view, RunSummary summary, String origin) {
        tags.put("mlflow.runName", summary.planName() + " " + summary.run());
        tags.put("mlflow.source.git.commit", summary.commit());
        tags.put("pke.run", summary.run());
        tags.put("pke.record", origin);
        tags.put("pke.position", Long.toString(summary.position()));
        tags.put("pke.plan", summary.planName());
        tags.put("pke.method", summary.method());
        tags.put("pke.model", summary.model());
        tags.put("pke.machine", summary.machine());
        var saved = view.saved();
        if (saved != null) {
            tags.put("pke.digest", saved.fact().digest());
        }
        for (Remark each : view.remarks()) {
            if (each.kind() == Remark.Kind.TAG) {
                tags.put("pke.tag." + each.text(), each.author());
            }
        }
    }
}
