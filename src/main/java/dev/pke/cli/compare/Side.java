package dev.pke.cli.compare;

import dev.pke.cli.record.QuestionJson;
import dev.pke.export.Csv;
import dev.pke.measure.MetricName;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.word.Metric;
import dev.pke.web.page.ComparePage;
import dev.pke.web.page.Compared;
import dev.pke.web.page.Contests;
import dev.pke.web.page.DepthTable;
import dev.pke.web.page.RunRow;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The comparison page's words and figures without its pictures, in each form they can be had in.
 *
 * @param views the runs, which have their lines, by the names they go by in addresses
 */
record Side(Compared page, Map<String, RunView> views) {
    static final List<String> FIGURES =
            List.of(
                    MetricName.ASR,
                    MetricName.DG,
                    MetricName.GENUINE_REFUSAL,
                    MetricName.DEGENERATE,
                    MetricName.OVER_REFUSAL,
                    MetricName.BENIGN_KEPT,
                    MetricName.LIKENESS,
                    MetricName.KL);

    private static final List<String> HEAD =
            List.of("run", "parameters", "ASR (95 %)", "DG", "refused", "degenerate", "over-ref.");

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
            lines.addAll(few("", each));
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
            lines.addAll(few("", each));
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
            lines.addAll(few("% ", each));
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

    private static List<String> few(String before, ComparePage of) {
        Contests tests = of.tests();
        return tests == null || tests.caution().isEmpty()
                ? List.of()
                : List.of("", before + tests.caution());
    }

    private List<Table> tables(ComparePage of) {
        List<Table> tables = new ArrayList<>();
        List<String> head = new ArrayList<>(HEAD);
        head.addAll(of.byWord() ? List.of("kept") : List.of("likeness", "KL"));
        head.add("took");
        tables.add(new Table(head, of.rows().stream().map(row -> cells(of, row)).toList(), 1));
        for (DepthTable each : Arrays.asList(of.depths(), of.conditions())) {
            if (each != null) {
                var rows = each.rows().stream().map(Side::cells).toList();
                tables.add(new Table(each.head(), rows, 1));
            }
        }
        Contests tests = of.tests();
        if (tests != null && !tests.repeated().isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            tests.repeated()
                    .forEach(r -> rows.add(List.of(r.name(), r.counted(), r.mean(), r.each())));
            tables.add(new Table(List.of("plan", "runs", "ASR, mean ± sd", "each"), rows, 1));
        }
        if (tests != null && !tests.lines().isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            tests.lines()
                    .forEach(t ->
                            rows.add(
                                    List.of(
                                            t.first(),
                                            t.second(),
                                            t.figure(),
                                            t.says(),
                                            t.shown(),
                                            t.discordant(),
                                            t.difference(),
                                            t.p(),
                                            t.notWorse())));
            List<String> heads =
                    List.of(
                            "first",
                            "second",
                            "figure",
                            "so",
                            "prompts that show it",
                            "differ",
                            "difference",
                            "p (Holm, " + tests.tests() + ")",
                            "not worse by " + tests.margin() + " (90 %)");
            tables.add(new Table(heads, rows, 4));
        }
        return tables;
    }

    private static List<String> cells(ComparePage of, RunRow row) {
        RunRow.Cell asr = row.shown();
        String over = asr.byQuestion().isEmpty() ? "" : "; by question " + asr.byQuestion();
        String interval = asr.interval().isEmpty() ? "" : " (" + asr.interval() + over + ")";
        String marked = asr.isVoid() ? "*" : "";
        List<String> cells = new ArrayList<>();
        cells.addAll(
                List.of(
                        row.name() + (row.status().equals("finished") ? "" : ", " + row.status()),
                        row.parameters(),
                        asr.value() + marked + interval,
                        row.generalisation().value(),
                        row.refusals().value(),
                        row.degenerate().value(),
                        row.overRefusal().value()));
        cells.addAll(
                of.byWord()
                        ? List.of(row.benignKept().value())
                        : List.of(row.likeness().value(), row.kl().value()));
        cells.add(row.seconds());
        return cells;
    }

    private static List<String> cells(DepthTable.Row row) {
        List<String> cells = new ArrayList<>(List.of(row.name()));
        for (RunRow.Cell each : row.cells()) {
            boolean deep = each.interval().endsWith(DepthTable.RECOVERED);
            cells.add(deep ? each.value() + ", " + each.interval() : each.value());
        }
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

    /** Intervals over questions of a row's figures, as JSON. */
    Map<String, Object> overQuestions(RunRow row) {
        return QuestionJson.of(view(row), FIGURES::contains);
    }

    RunSummary run(RunRow row) {
        return Objects.requireNonNull(view(row).summary(), row.run());
    }

    private RunView view(RunRow row) {
        return Objects.requireNonNull(views.get(row.run()), row.run());
    }

    Map<String, Metric> figures(RunRow row) {
        RunSummary run = run(row);
        return row.isBaseline() ? run.latest() : run.after();
    }

    static @Nullable Object finite(double number) {
        return Double.isFinite(number) ? (Object) number : null;
    }
}
