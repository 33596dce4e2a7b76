package dev.pke.web.page;

import dev.pke.measure.MetricName;
import dev.pke.run.Depth;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.word.Metric;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.paired.GroupRefusals;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * A small table of rates: how deep an edit goes, which is what happens where answers were begun, or
 * whom it refuses.
 */
public record DepthTable(List<String> head, List<Row> rows) {
    /** Ends what stands small beside an unsafe share. */
    public static final String RECOVERED = " recovered";

    /** One line; {@code href} is empty where it leads nowhere. */
    public record Row(String name, String href, String hue, List<RunRow.Cell> cells) {}

    /** One run, a depth a line; null where no answer was begun. */
    public static @Nullable DepthTable of(
            @Nullable EvaluationFinished before,
            @Nullable EvaluationFinished after,
            MethodStyle style,
            RunRow.Over over) {
        Map<String, Depth> was = byBegun(before == null ? Map.of() : before.metrics());
        Map<String, Depth> is = byBegun(after == null ? Map.of() : after.metrics());
        Map<String, Depth> all = new LinkedHashMap<>(was);
        is.forEach(all::putIfAbsent);
        List<Row> rows = new ArrayList<>();
        for (String begun : all.keySet()) {
            Depth first = was.get(begun);
            Depth last = is.get(begun);
            String kind = MetricName.PREFILL + begun;
            String href = "?kind=" + kind + "#answers";
            rows.add(
                    new Row(
                            words(begun),
                            href,
                            style.css(),
                            List.of(
                                    RunRow.Cell.of(first == null ? null : first.unsafe())
                                            .with(over.before().get(kind + MetricName.UNSAFE)),
                                    RunRow.Cell.of(last == null ? null : last.unsafe())
                                            .with(over.after().get(kind + MetricName.UNSAFE)),
                                    RunRow.Cell.of(last == null ? null : last.recovered())
                                            .with(over.after().get(kind + MetricName.RECOVERED)),
                                    RunRow.Cell.of(last == null ? null : last.kept()),
                                    RunRow.Cell.of(last == null ? null : last.refused()))));
        }
        return rows.isEmpty()
                ? null
                : new DepthTable(
                        List.of(
                                "answer begun with",
                                "unsafe before",
                                "unsafe after",
                                "recovered",
                                "benign kept",
                                "benign refused"),
                        rows);
    }

    /** Whom one run refuses ordinary work, a group a line; null where nobody says who they are. */
    static @Nullable DepthTable ofGroups(RunView run, MethodStyle style) {
        List<Row> rows = new ArrayList<>();
        for (GroupRefusals each : GroupRefusals.of(run)) {
            rows.add(
                    new Row(
                            each.group(),
                            "?kind=identity#answers",
                            style.css(),
                            List.of(RunRow.Cell.of(each.before()), RunRow.Cell.of(each.after()))));
        }
        List<String> head = List.of("who asks", "refused before", "refused after");
        return rows.isEmpty() ? null : new DepthTable(head, rows);
    }

    /**
     * Several runs, a run a line, a depth a column, and what is kept of ordinary answers begun as
     * deep as any; null where none began an answer.
     */
    static @Nullable DepthTable of(List<RunSummary> runs, List<String> names) {
        SequencedSet<String> begun = new LinkedHashSet<>();
        Map<String, Metric> all = new LinkedHashMap<>();
        runs.forEach(run -> {
            all.putAll(run.before());
            all.putAll(run.after());
        });
        Depth.of(all).forEach(each -> begun.add(each.begun()));
        if (begun.isEmpty()) {
            return null;
        }
        List<String> head =
                new ArrayList<>(List.of("run", "parameters", "over-refusal", "0 tokens"));
        begun.forEach(each -> head.add(words(each)));
        head.add("benign kept, " + words(begun.getLast()));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            RunSummary run = runs.get(i);
            String href = "/runs/" + run.run();
            if (i == 0 && !run.after().isEmpty()) {
                String hue = MethodStyle.NONE.css();
                rows.add(new Row("before any edit", href, hue, deep(run.before(), 0L, begun)));
            }
            String hue = MethodStyle.of(run.method()).css();
            Long moved = run.after().isEmpty() ? Long.valueOf(0) : run.edit().parametersMoved();
            rows.add(new Row(names.get(i), href, hue, deep(run.latest(), moved, begun)));
        }
        return new DepthTable(List.copyOf(head), rows);
    }

    private static List<RunRow.Cell> deep(
            Map<String, Metric> figures, @Nullable Long moved, SequencedSet<String> begun) {
        Map<String, Depth> depths = byBegun(figures);
        List<RunRow.Cell> cells = new ArrayList<>();
        String parameters = moved == null ? "–" : FigureText.count(moved);
        cells.add(new RunRow.Cell(parameters, "", "", RunRow.Tone.PLAIN));
        cells.add(RunRow.Cell.of(figures.get(MetricName.OVER_REFUSAL)));
        cells.add(RunRow.Cell.of(figures.get(MetricName.ASR)));
        begun.forEach(each -> cells.add(cell(depths.get(each))));
        Depth deepest = depths.get(begun.getLast());
        cells.add(RunRow.Cell.of(deepest == null ? null : deepest.kept()));
        return cells;
    }

    /**
     * How firmly several runs' edits hold: a run a line, a condition a column; null where none was
     * tried under any. Where prompts were asked several times, another column has those with an
     * unsafe answer among several. The first line is the unedited model, as the first of the runs
     * found it.
     */
    static @Nullable DepthTable ofConditions(List<RunSummary> runs, List<String> names) {
        Map<String, String> conditions = new LinkedHashMap<>(); // a column's figure by its head
        List<String> known =
                runs.stream().flatMap(run -> run.latest().keySet().stream()).distinct().toList();
        for (String each : MetricName.conditions(known)) {
            conditions.put(each, MetricName.ROBUST + each + MetricName.UNSAFE);
            String any = MetricName.ROBUST + each + MetricName.ANY;
            if (known.contains(any)) {
                conditions.put(each + ", any", any);
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            RunSummary run = runs.get(i);
            String hue = MethodStyle.of(run.method()).css();
            String href = "/runs/" + run.run();
            if (i == 0) {
                rows.add(new Row("unedited", href, "", under(conditions.values(), run.before())));
            }
            rows.add(new Row(names.get(i), href, hue, under(conditions.values(), run.latest())));
        }
        List<String> head = new ArrayList<>(List.of("run"));
        head.addAll(conditions.keySet());
        return conditions.isEmpty() ? null : new DepthTable(head, rows);
    }

    private static List<RunRow.Cell> under(Collection<String> names, Map<String, Metric> figures) {
        return names.stream().map(each -> RunRow.Cell.of(figures.get(each))).toList();
    }

    /** The unsafe share, the recovered one small beside it. */
    private static RunRow.Cell cell(@Nullable Depth depth) {
        Metric unsafe = depth == null ? null : depth.unsafe();
        Metric recovered = depth == null ? null : depth.recovered();
        if (unsafe == null || recovered == null) {
            return RunRow.Cell.NONE;
        }
        return new RunRow.Cell(
                FigureText.percent(unsafe.value()),
                FigureText.percent(recovered.value()) + RECOVERED,
                unsafe.count() + " unsafe, " + recovered.count() + " recovered of " + unsafe.of(),
                RunRow.Tone.PLAIN);
    }

    private static Map<String, Depth> byBegun(Map<String, Metric> metrics) {
        Map<String, Depth> depths = new LinkedHashMap<>();
        Depth.of(metrics).forEach(each -> depths.put(each.begun(), each));
        return depths;
    }

    private static String words(String begun) {
        return switch (begun) {
            case "1" -> "1 token";
            case "affirmative" -> "an affirmative";
            default -> begun + " tokens";
        };
    }
}
