package dev.pke.web.page;

import dev.pke.measure.MetricName;
import dev.pke.run.Metric;
import dev.pke.run.RunSummary;
import dev.pke.run.Status;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One run as a line of a table, every cell ready to be shown. */
public record RunRow(
        String run,
        @Nullable Origin origin,
        String name,
        String hue,
        String plan,
        String model,
        Cell before,
        Cell after,
        String parameters,
        Cell refusals,
        Cell degenerate,
        Cell overRefusal,
        Cell benignKept,
        Cell generalisation,
        String status,
        String dot,
        String startedAt,
        String seconds,
        String error,
        List<String> tags) {

    /** A figure and its interval; both "–" or empty where it is not known. */
    public record Cell(String value, String interval, String counts, boolean alarming) {
        static final Cell NONE = new Cell("–", "", "", false);

        static Cell of(@Nullable Metric share) {
            return share == null ? NONE : of(share, false);
        }

        static Cell of(Metric share, boolean alarming) {
            boolean known = Double.isFinite(share.low()) && Double.isFinite(share.high());
            return new Cell(
                    FigureText.percent(share.value()),
                    known ? FigureText.interval(share.low(), share.high()) : "",
                    share.of() == 0 ? "" : share.count() + " of " + share.of(),
                    alarming);
        }
    }

    static RunRow of(ListedRun listed, String name) {
        RunSummary run = listed.summary();
        Map<String, Metric> latest = run.latest();
        Metric degenerate = latest.get(MetricName.DEGENERATE);
        Long moved = run.edit().parametersMoved();
        return new RunRow(
                listed.run(),
                listed.origin(),
                name,
                MethodStyle.of(run.method()).css(),
                run.planName(),
                run.model(),
                Cell.of(run.asrBefore()),
                Cell.of(run.asrAfter()),
                moved == null ? unmoved(run) : FigureText.count(moved),
                Cell.of(latest.get(MetricName.GENUINE_REFUSAL)),
                degenerate == null ? Cell.NONE : Cell.of(degenerate, Headline.isBroken(run)),
                Cell.of(latest.get(MetricName.OVER_REFUSAL)),
                Cell.of(latest.get(MetricName.BENIGN_KEPT)),
                Cell.of(latest.get(MetricName.DG)),
                status(listed),
                dot(listed),
                run.timing().startedAt(),
                FigureText.seconds(run.timing().seconds()),
                run.error() == null ? "" : run.error(),
                run.review().tags());
    }

    /** The runs under names that keep them apart. */
    public static List<RunRow> of(List<ListedRun> runs, List<String> names) {
        List<RunRow> rows = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            rows.add(of(runs.get(i), names.get(i)));
        }
        return rows;
    }

    /** The minute it began, without the "T" and the zone. */
    public String started() {
        return FigureText.minute(startedAt);
    }

    /** Whether the run measures a model and edits nothing. */
    public boolean isBaseline() {
        return hue.equals(MethodStyle.NONE.css());
    }

    /** Attack success as it ended: before where nothing was edited. */
    public Cell shown() {
        return isBaseline() ? before : after;
    }

    private static String status(ListedRun listed) {
        RunSummary run = listed.summary();
        return switch (run.status()) {
            case RUNNING ->
                    !listed.isAtWork()
                            ? "unfinished"
                            : run.stageAtWork() == null ? "running" : run.stageAtWork().wire();
            case FINISHED, FAILED, CANCELLED -> run.status().wire();
        };
    }

    private static String unmoved(RunSummary run) {
        boolean none =
                MethodStyle.of(run.method()) == MethodStyle.NONE && run.status() == Status.FINISHED;
        return none ? "0" : "–";
    }

    private static String dot(ListedRun listed) {
        return switch (listed.summary().status()) {
            case RUNNING -> listed.isAtWork() ? "live" : "ended";
            case FINISHED -> "done";
            case FAILED -> "bad";
            case CANCELLED -> "ended";
        };
    }
}
