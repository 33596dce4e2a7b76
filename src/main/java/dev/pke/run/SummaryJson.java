package dev.pke.run;

import dev.pke.event.CanonicalJson;
import dev.pke.run.word.Metric;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Stage;
import dev.pke.run.word.Status;
import dev.pke.run.word.WireObject;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run's line as it is stored: the text that {@link RunEventCodec} makes of it, read and written
 * by hand, since a short verb spends a quarter of its time on what reads any record there is.
 */
final class SummaryJson {
    private SummaryJson() {}

    /** The line; an IllegalArgumentException where the text is of another form. */
    static RunSummary read(String json) {
        return WireObject.read(json, SummaryJson::line);
    }

    private static RunSummary line(WireObject it) {
        String stage = it.textOrNull("stageAtWork");
        return new RunSummary(
                it.whole("position"),
                it.text("run"),
                it.text("planName"),
                it.text("method"),
                it.text("model"),
                it.map("seeds", WireObject::text),
                Status.of(it.text("status")),
                stage == null ? null : Stage.of(stage),
                it.list("finished", each -> Stage.of(WireObject.text(each))),
                it.textOrNull("judge"),
                it.objects("before", Metric::of),
                it.objects("after", Metric::of),
                it.object("edit", SummaryJson::edit),
                it.object("timing", SummaryJson::timing),
                it.object("review", SummaryJson::review),
                it.textOrNull("error"),
                it.text("commit"),
                it.text("machine"),
                it.object(
                        "basis",
                        in ->
                                new RunSummary.Basis(
                                        in.text("planKey"), in.text("model"), in.text("draw"))));
    }

    private static RunSummary.Edit edit(WireObject it) {
        return new RunSummary.Edit(
                it.small("regions"), it.small("neurons"), it.wholeOrNull("parametersMoved"));
    }

    private static RunSummary.Timing timing(WireObject it) {
        return new RunSummary.Timing(
                it.text("startedAt"),
                it.whole("startedPosition"),
                it.textOrNull("endedAt"),
                it.wholeOrNull("endedPosition"),
                it.number("seconds"),
                it.small("resumed"));
    }

    private static RunSummary.Review review(WireObject it) {
        String replay = it.textOrNull("replay");
        return new RunSummary.Review(
                it.list("tags", WireObject::text),
                it.small("notes"),
                replay == null ? null : ReplayVerdict.of(replay),
                it.textOrNull("archived"));
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
        line.put("basis", written(run.basis()));
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

    private static Map<String, String> written(RunSummary.Basis basis) {
        return Map.of("planKey", basis.planKey(), "model", basis.model(), "draw", basis.draw());
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
