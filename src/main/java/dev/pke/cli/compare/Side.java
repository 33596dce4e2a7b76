package dev.pke.cli.compare;

import dev.pke.export.Csv;
import dev.pke.measure.MetricName;
import dev.pke.run.RunSummary;
import dev.pke.run.word.Metric;
import dev.pke.web.page.ComparePage;
import dev.pke.web.page.Compared;
import dev.pke.web.page.Contests;
import dev.pke.web.page.DepthTable;
import dev.pke.web.page.RunRow;
import dev.pke.web.paired.Contest;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * The comparison page's words and figures without its pictures, in each form they can be had in.
 *
 * @param runs each run's line, by the name it goes by in addresses
 */
record Side(Compared page, Map<String, RunSummary> runs) {
    private static final List<String> FIGURES =
            List.of(
                    MetricName.ASR,
                    MetricName.DG,
                    MetricName.GENUINE_REFUSAL,
                    MetricName.DEGENERATE,
                    MetricName.OVER_REFUSAL,
                    MetricName.BENIGN_KEPT);

    private static final List<String> HEAD =
            List.of(
                    "run",
                    "parameters",
                    "ASR (95 %)",
                    "DG",
                    "refused",
                    "degenerate",
                    "over-ref.",
                    "kept",
                    "took");

    /** For a terminal. */
    List<String> text() {
        List<String> lines = said("", "CAUTION: ");
        for (ComparePage each : page.models()) {
            if (page.models().size() > 1) {
                lines.add("");
                lines.add("On " + each.model() + ": " + each.finding());
            }
            for (Table table : tables(each)) {
                lines.add("");
                lines.addAll(table.text());
            }
        }
        return lines;
    }

    List<String> markdown() {
        List<String> lines = said("", "**Caution:** ");
        for (ComparePage each : page.models()) {
            for (Table table : tables(each)) {
                lines.add("");
                lines.addAll(table.markdown());
            }
        }
        return lines;
    }

    List<String> latex() {
        List<String> lines = said("% ", "% CAUTION: ");
        for (ComparePage each : page.models()) {
            for (Table table : tables(each)) {
                lines.add("");
                lines.addAll(table.latex());
            }
        }
        return lines;
    }

    private List<String> said(String before, String caution) {
        List<String> lines = new ArrayList<>();
        lines.add(before + page.finding());
        lines.add(before + page.under());
        page.cautions().forEach(each -> lines.add(caution + each));
        return lines;
    }

    private List<Table> tables(ComparePage of) {
        List<Table> tables = new ArrayList<>();
        tables.add(new Table(HEAD, of.rows().stream().map(Side::cells).toList(), 1));
        for (DepthTable each : Arrays.asList(of.depths(), of.conditions())) {
            if (each != null) {
                var rows = each.rows().stream().map(Side::cells).toList();
                tables.add(new Table(each.head(), rows, 1));
            }
        }
        Contests tests = of.tests();
        if (tests != null && !tests.seeds().isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            tests.seeds()
                    .forEach(s ->
                            rows.add(List.of(s.name(), String.valueOf(s.n()), s.mean(), s.each())));
            tables.add(new Table(List.of("plan", "seeds", "ASR, mean ± sd", "each"), rows, 1));
        }
        if (tests != null && !tests.lines().isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            tests.lines()
                    .forEach(t ->
                            rows.add(
                                    List.of(
                                            t.first(),
                                            t.second(),
                                            t.says(),
                                            t.successes(),
                                            t.discordant(),
                                            t.difference(),
                                            t.p(),
                                            t.notWorse())));
            List<String> head =
                    List.of(
                            "first",
                            "second",
                            "so",
                            "attacks that succeed",
                            "differ",
                            "difference",
                            "p (Holm, " + tests.tests() + ")",
                            "not worse by 3 points (90 %)");
            tables.add(new Table(head, rows, 3));
        }
        return tables;
    }

    private static List<String> cells(RunRow row) {
        RunRow.Cell asr = row.shown();
        String interval = asr.interval().isEmpty() ? "" : " (" + asr.interval() + ")";
        String marked = asr.isVoid() ? "*" : "";
        return List.of(
                row.name() + (row.status().equals("finished") ? "" : ", " + row.status()),
                row.parameters(),
                asr.value() + marked + interval,
                row.generalisation().value(),
                row.refusals().value(),
                row.degenerate().value(),
                row.overRefusal().value(),
                row.benignKept().value(),
                row.seconds());
    }

    private static List<String> cells(DepthTable.Row row) {
        List<String> cells = new ArrayList<>(List.of(row.name()));
        row.cells().forEach(each -> cells.add(each.value()));
        return cells;
    }

    /** One run a row, with what it was and every figure's share. */
    List<String> csv() {
        List<String> head =
                new ArrayList<>(List.of("run", "name", "plan", "method", "model", "seed"));
        head.add("parameters");
        for (String figure : FIGURES) {
            head.addAll(List.of(figure, figure + "-low", figure + "-high"));
        }
        head.add("seconds");
        List<String> lines = new ArrayList<>(List.of(Csv.row(head)));
        for (ComparePage each : page.models()) {
            for (RunRow row : each.rows()) {
                lines.add(csv(row));
            }
        }
        return lines;
    }

    private String csv(RunRow row) {
        RunSummary run = run(row);
        List<@Nullable Object> cells = new ArrayList<>();
        cells.addAll(List.of(run.run(), row.name(), run.planName(), run.method(), run.model()));
        cells.add(String.join(" ", new TreeSet<>(run.seeds().values())));
        cells.add(run.edit().parametersMoved());
        for (String figure : FIGURES) {
            Metric found = figures(row).get(figure);
            cells.add(found == null ? null : (Object) found.value());
            cells.add(found == null ? null : finite(found.low()));
            cells.add(found == null ? null : finite(found.high()));
        }
        cells.add(run.timing().seconds());
        return Csv.row(cells);
    }

    /** The same as a JSON object. */
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("finding", page.finding());
        json.put("under", page.under());
        json.put("cautions", page.cautions());
        List<Object> models = new ArrayList<>();
        for (ComparePage each : page.models()) {
            Map<String, @Nullable Object> model = new LinkedHashMap<>();
            model.put("model", each.model());
            model.put("finding", each.finding());
            model.put("runs", each.rows().stream().map(this::json).toList());
            Contests tests = each.tests();
            model.put(
                    "tests",
                    tests == null
                            ? List.of()
                            : tests.lines().stream().map(line -> json(line.test())).toList());
            models.add(model);
        }
        json.put("models", models);
        return json;
    }

    private Map<String, @Nullable Object> json(RunRow row) {
        RunSummary run = run(row);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("run", run.run());
        json.put("name", row.name());
        json.put("plan", run.planName());
        json.put("method", run.method());
        json.put("model", run.model());
        json.put("seeds", run.seeds());
        json.put("status", run.status().wire());
        json.put("parametersMoved", run.edit().parametersMoved());
        json.put("seconds", run.timing().seconds());
        json.put("broken", row.shown().isVoid());
        Map<String, Object> figures = new LinkedHashMap<>();
        for (String name : FIGURES) {
            Metric found = figures(row).get(name);
            if (found != null) {
                figures.put(name, json(found));
            }
        }
        json.put("figures", figures);
        return json;
    }

    private static Map<String, @Nullable Object> json(Metric metric) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("value", metric.value());
        json.put("count", metric.count());
        json.put("of", metric.of());
        json.put("low", finite(metric.low()));
        json.put("high", finite(metric.high()));
        return json;
    }

    private static Map<String, @Nullable Object> json(Contest test) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("first", test.first().name());
        json.put("second", test.second().name());
        json.put("prompts", test.prompts());
        json.put("questions", test.questions());
        json.put("succeedFirst", test.countFirst());
        json.put("succeedSecond", test.countSecond());
        json.put("discordant", test.discordant());
        var interval = test.interval();
        json.put("difference", interval == null ? null : (Object) test.difference());
        json.put("low", interval == null ? null : (Object) interval.low());
        json.put("high", interval == null ? null : (Object) interval.high());
        json.put("p", interval == null ? null : finite(test.p()));
        json.put("pHolm", interval == null ? null : finite(test.adjusted()));
        json.put("notWorse", interval == null ? null : (Object) test.isNotWorse());
        json.put("secondNotWorse", interval == null ? null : (Object) test.turned().isNotWorse());
        json.put("tests", test.tests());
        json.put("finding", test.finding().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return json;
    }

    private RunSummary run(RunRow row) {
        RunSummary run = runs.get(row.run());
        if (run == null) {
            throw new IllegalStateException("a row of no run: " + row.run());
        }
        return run;
    }

    private Map<String, Metric> figures(RunRow row) {
        RunSummary run = run(row);
        return row.isBaseline() ? run.latest() : run.after();
    }

    private static @Nullable Object finite(double number) {
        return Double.isFinite(number) ? (Object) number : null;
    }
}
