package dev.pke.web.since;

import dev.pke.measure.MetricName;
import dev.pke.run.RunSummary;
import dev.pke.run.word.Metric;
import dev.pke.web.chart.Drawings;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.page.DepthTable;
import dev.pke.web.page.RunRow;
import dev.pke.web.seen.Naming;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A story as it is being told. */
final class LaterStory {
    private static final List<String> FIGURES =
            List.of(MetricName.ASR, MetricName.DG, MetricName.OVER_REFUSAL);
    private static final List<String> HEAD =
            List.of(
                    "measured by",
                    "the model",
                    "attack success",
                    "defence, other prompts",
                    "over-refusal",
                    "begun");

    private final List<LaterPoint> points = new ArrayList<>();
    private final List<DepthTable.Row> rows = new ArrayList<>();
    private final Map<String, Integer> left = new HashMap<>();
    private final Map<String, MethodStyle> makers = new HashMap<>();

    /** What a run found and what it left; {@code from} left the model it began with. */
    void add(RunSummary run, String from) {
        MethodStyle style = MethodStyle.of(run.method());
        MethodStyle found = makers.getOrDefault(from, MethodStyle.NONE);
        int parent = left.getOrDefault(from, -1);
        Metric before = run.asrBefore();
        Metric after = style == MethodStyle.NONE ? null : run.asrAfter();
        if (before != null) {
            parent = point(run, new LaterStep(found, before, parent, ""));
        }
        if (after != null) {
            parent = point(run, new LaterStep(style, after, parent, Naming.method(run.method())));
        }
        left.put(run.run(), parent);
        makers.put(run.run(), after == null ? found : style);
    }

    private int point(RunSummary run, LaterStep step) {
        String state = step.brief().isEmpty() ? "as found" : "as left";
        String name = (points.size() + 1) + " · " + run.planName();
        String href = "/runs/" + run.run();
        String label = run.planName() + ", " + state;
        points.add(
                new LaterPoint(label, step.brief(), step.hue(), step.asr(), step.parent(), href));
        Map<String, Metric> figures = step.brief().isEmpty() ? run.before() : run.after();
        List<RunRow.Cell> cells = new ArrayList<>();
        cells.add(plain(state));
        FIGURES.forEach(each -> cells.add(RunRow.Cell.of(figures.get(each))));
        cells.add(plain(FigureText.minute(run.timing().startedAt())));
        rows.add(new DepthTable.Row(name, href, step.hue().css(), cells));
        return points.size() - 1;
    }

    int size() {
        return rows.size();
    }

    /** All of it, from what a run left on. */
    LaterSeries told(RunSummary own) {
        int since = left.getOrDefault(own.run(), 0);
        LaterPoint start = points.get(since);
        LaterPoint worst = start;
        for (LaterPoint each : points.subList(since + 1, points.size())) {
            worst = each.asr().value() > worst.asr().value() ? each : worst;
        }
        String words =
                worst.equals(start)
                        ? "Attack success was never higher since than this run left it, "
                                + share(start)
                                + "."
                        : "Attack success was "
                                + share(start)
                                + " as this run left it; the highest since is "
                                + share(worst)
                                + ", of "
                                + worst.label()
                                + ".";
        return new LaterSeries(
                words,
                Drawings.wide(size -> LaterChart.draw(points, size), List.of(), List.of()),
                new DepthTable(HEAD, List.copyOf(rows)));
    }

    private static String share(LaterPoint point) {
        return FigureText.percent(point.asr().value())
                + " ("
                + FigureText.interval(point.asr().low(), point.asr().high())
                + ")";
    }

    private static RunRow.Cell plain(String text) {
        return new RunRow.Cell(text, "", "", RunRow.Tone.PLAIN);
    }
}
