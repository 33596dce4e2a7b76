package dev.pke.cli.sweep;

import dev.pke.experiment.sweep.Cell;
import dev.pke.experiment.sweep.GridRecord;
import dev.pke.experiment.sweep.GridRecord.Found;
import dev.pke.measure.MetricName;
import dev.pke.measure.Spread;
import dev.pke.run.RunSummary;
import dev.pke.run.word.Metric;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The cells of a grid with what became of them, as text and as JSON. */
final class CellTable {
    private static final List<String> HEAD =
            List.of(
                    "",
                    "cell",
                    "state",
                    "ASR",
                    "over-ref.",
                    "kept",
                    "parameters",
                    "seconds",
                    "run");

    /** Figures in which repetitions are taken together. */
    private static final List<String> SPREAD =
            List.of(MetricName.ASR, MetricName.OVER_REFUSAL, MetricName.BENIGN_KEPT);

    /** What only repeats an experiment. */
    private static final Set<String> REPEATS = Set.of("draw", "seed");

    private CellTable() {}

    /** A line a cell. */
    static List<String> lines(List<Cell> cells, GridRecord record) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        for (Cell cell : cells) {
            Found found = record.of(cell);
            RunSummary run = found.run();
            Map<String, Metric> figures = run == null ? Map.of() : run.latest();
            Long moved = run == null ? null : run.edit().parametersMoved();
            rows.add(
                    List.of(
                            String.valueOf(cell.index()),
                            cell.name(),
                            found.state().word(),
                            percent(figures.get(MetricName.ASR)),
                            percent(figures.get(MetricName.OVER_REFUSAL)),
                            percent(figures.get(MetricName.BENIGN_KEPT)),
                            moved == null ? "-" : String.format(Locale.ROOT, "%,d", moved),
                            run == null
                                    ? "-"
                                    : String.format(Locale.ROOT, "%.1f", run.timing().seconds()),
                            run == null ? "" : run.run()));
        }
        return TextTable.lines(rows, Set.of(1, 2, 8));
    }

    /** Mean and standard deviation over draws and seeds; empty where nothing was repeated. */
    static List<String> spread(List<Cell> cells, GridRecord record) {
        Map<String, List<Map<String, Metric>>> groups = new LinkedHashMap<>();
        for (Cell cell : cells) {
            RunSummary run = record.of(cell).run();
            if (run != null && !run.latest().isEmpty()) {
                Map<String, String> rest = new LinkedHashMap<>(cell.at());
                rest.keySet().removeAll(REPEATS);
                String name = rest.isEmpty() ? "all" : String.join(" ", words(rest));
                groups.computeIfAbsent(name, _ -> new ArrayList<>()).add(run.latest());
            }
        }
        if (groups.values().stream().allMatch(group -> group.size() < 2)) {
            return List.of();
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("mean ± sd over draws and seeds", "runs", "ASR", "over-ref.", "kept"));
        groups.forEach((name, group) -> {
            List<String> row = new ArrayList<>(List.of(name, String.valueOf(group.size())));
            SPREAD.forEach(metric -> row.add(spread(group, metric)));
            rows.add(row);
        });
        return TextTable.lines(rows, Set.of(0));
    }

    private static List<String> words(Map<String, String> at) {
        return at.entrySet().stream()
                .map(each ->
                        each.getKey().equals("method")
                                ? each.getValue()
                                : each.getKey() + "=" + each.getValue())
                .toList();
    }

    private static String spread(List<Map<String, Metric>> group, String metric) {
        List<Double> values =
                group.stream()
                        .map(each -> each.get(metric))
                        .filter(Objects::nonNull)
                        .map(each -> 100 * each.value())
                        .toList();
        Spread spread = Spread.of(values);
        return values.isEmpty()
                ? "-"
                : values.size() == 1
                        ? String.format(Locale.ROOT, "%.1f", spread.mean())
                        : String.format(Locale.ROOT, "%.1f ± %.1f", spread.mean(), spread.sd());
    }

    static String percent(@Nullable Metric metric) {
        return metric == null ? "-" : String.format(Locale.ROOT, "%.1f", 100 * metric.value());
    }

    /** One object a cell. */
    static List<Map<String, @Nullable Object>> json(List<Cell> cells, GridRecord record) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (Cell cell : cells) {
            Found found = record.of(cell);
            RunSummary run = found.run();
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("index", cell.index());
            json.put("cell", cell.name());
            json.put("at", cell.at());
            json.put("digest", cell.digest());
            json.put("state", found.state().word());
            json.put("run", run == null ? null : run.run());
            json.put("figures", figures(run));
            all.add(json);
        }
        return all;
    }

    private static Map<String, Object> figures(@Nullable RunSummary run) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (run != null) {
            run.latest()
                    .forEach((name, each) ->
                            json.put(
                                    name,
                                    Map.of(
                                            "value", each.value(),
                                            "count", each.count(),
                                            "of", each.of(),
                                            "low", each.low(),
                                            "high", each.high())));
        }
        return json;
    }
}
