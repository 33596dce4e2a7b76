package dev.pke.cli.sweep;

import dev.pke.cli.TextTable;
import dev.pke.experiment.sweep.Cell;
import dev.pke.experiment.sweep.Gentlest;
import dev.pke.experiment.sweep.Outcome;
import dev.pke.experiment.sweep.Tried;
import dev.pke.export.Csv;
import dev.pke.measure.MetricName;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the points of a frontier came to: a row a point, as text, JSON and CSV. */
record FrontierTable(Gentlest rule, List<Outcome> outcomes, FrontierTests tests) {
    private static final List<String> COST =
            List.of(
                    MetricName.GENUINE_REFUSAL,
                    MetricName.OVER_REFUSAL,
                    MetricName.BENIGN_KEPT,
                    MetricName.KL,
                    MetricName.LIKENESS);

    /** The rows by the names of their columns; null where there is nothing to say. */
    List<Map<String, @Nullable Object>> json() {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Outcome each : outcomes) {
            Tried tested = each.tested();
            Map<String, @Nullable Object> row = row(each);
            row.put("tests", tested == null ? List.of() : tests.json(tested.run().run()));
            rows.add(row);
        }
        return rows;
    }

    private Map<String, @Nullable Object> row(Outcome outcome) {
        Tried tuned = outcome.shown();
        Tried tested = outcome.tested();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("method", outcome.method());
        row.put("point", Cell.words(outcome.point().at()));
        row.put("reached", outcome.tuned() != null);
        row.put("tried", outcome.point().tries().size());
        row.put("setting", tuned == null ? null : setting(outcome, tuned));
        row.put("neurons", tested == null ? null : tested.run().edit().neurons());
        row.put("parameters", tested == null ? null : tested.run().edit().parametersMoved());
        row.put("tuned-" + rule.figure(), value(tuned, rule.figure()));
        row.put(rule.figure(), value(tested, rule.figure()));
        var unsafe = tested == null ? null : tested.figures().get(rule.figure());
        row.put("count", unsafe == null ? null : unsafe.count());
        row.put("of", unsafe == null ? null : unsafe.of());
        recovered().ifPresent(figure -> row.put(figure, value(tested, figure)));
        COST.forEach(figure -> row.put(figure, value(tested, figure)));
        row.put("norm", tested == null ? null : tested.norm());
        row.put("seconds", tested == null ? null : outcome.seconds());
        row.put("run", tested == null ? null : tested.run().run());
        return row;
    }

    /** The share that turned round behind what was given; at depth 0 refusals say it. */
    private Optional<String> recovered() {
        return rule.depth() == 0 ? Optional.empty() : Optional.of(rule.refusals());
    }

    private static @Nullable Double value(@Nullable Tried tried, String figure) {
        var metric = tried == null ? null : tried.figures().get(figure);
        return metric == null ? null : Double.valueOf(metric.value());
    }

    private static String setting(Outcome outcome, Tried tuned) {
        Map<String, String> setting = new LinkedHashMap<>(tuned.cell().at());
        setting.keySet().removeAll(outcome.point().at().keySet());
        return Cell.words(setting);
    }

    /** As CSV, the names first. */
    String csv() {
        StringBuilder csv = new StringBuilder();
        for (Map<String, @Nullable Object> row : outcomes.stream().map(this::row).toList()) {
            csv.append(csv.isEmpty() ? Csv.row(List.copyOf(row.keySet())) : "");
            csv.append(Csv.row(new ArrayList<>(row.values())));
        }
        return csv.toString();
    }

    /** A table in percent. */
    List<String> lines() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(heads());
        for (Outcome each : outcomes) {
            rows.add(line(each));
        }
        List<String> lines = new ArrayList<>();
        lines.add("at " + rule.words(outcomes.getFirst().point().tries().size()) + "; below: test");
        lines.addAll(TextTable.of(rows));
        lines.addAll(tests.lines());
        return lines;
    }

    private List<String> heads() {
        List<String> heads =
                new ArrayList<>(
                        List.of("method", "neurons", "parameters", "setting", rule.figure()));
        recovered().ifPresent(figure -> heads.add("recovered"));
        heads.addAll(List.of("refused", "over-ref.", "kept", "KL", "likeness", "norm", "seconds"));
        return heads;
    }

    private List<String> line(Outcome outcome) {
        Tried tested = outcome.tested();
        String name = outcome.method();
        if (tested == null) {
            String why = outcome.shown() == null ? "not tried" : "no run on the test yet";
            String at = Cell.words(outcome.point().at());
            List<String> line = new ArrayList<>(List.of(name, at, "", why));
            line.addAll(Collections.nCopies(heads().size() - line.size(), "-"));
            return line;
        }
        Long moved = tested.run().edit().parametersMoved();
        var figures = tested.figures();
        var unsafe = figures.get(rule.figure());
        List<String> line = new ArrayList<>();
        line.add(name);
        line.add(String.valueOf(tested.run().edit().neurons()));
        line.add(moved == null ? "-" : String.format(Locale.ROOT, "%,d", moved));
        line.add(setting(outcome, tested) + (outcome.tuned() == null ? ", not reached" : ""));
        line.add(
                unsafe == null
                        ? "-"
                        : CellTable.percent(unsafe)
                                + " (%d of %d)".formatted(unsafe.count(), unsafe.of()));
        recovered().ifPresent(figure -> line.add(CellTable.percent(figures.get(figure))));
        line.add(CellTable.percent(figures.get(MetricName.GENUINE_REFUSAL)));
        line.add(CellTable.percent(figures.get(MetricName.OVER_REFUSAL)));
        line.add(CellTable.percent(figures.get(MetricName.BENIGN_KEPT)));
        line.add(number(value(tested, MetricName.KL)));
        line.add(number(value(tested, MetricName.LIKENESS)));
        line.add(String.format(Locale.ROOT, "%.2f", tested.norm()));
        line.add(String.format(Locale.ROOT, "%.1f", outcome.seconds()));
        return line;
    }

    private static String number(@Nullable Double figure) {
        return figure == null ? "-" : String.format(Locale.ROOT, "%.4f", figure);
    }
}
