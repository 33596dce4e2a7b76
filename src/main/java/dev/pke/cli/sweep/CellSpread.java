package dev.pke.cli.sweep;

import dev.pke.cli.TextTable;
import dev.pke.experiment.sweep.Cell;
import dev.pke.experiment.sweep.GridRecord;
import dev.pke.measure.MetricName;
import dev.pke.measure.Spread;
import dev.pke.run.word.Metric;
import dev.pke.run.word.PlanKey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Repetitions of cells taken together: draws and seeds as mean and standard deviation. */
final class CellSpread {
    private CellSpread() {}

    /** Mean and standard deviation over draws and seeds; empty where nothing was repeated. */
    static List<String> lines(List<Cell> cells, GridRecord record) {
        Map<String, List<Map<String, Metric>>> groups = new LinkedHashMap<>();
        for (Cell cell : cells) {
            var run = record.of(cell).run();
            if (run != null && !run.latest().isEmpty()) {
                Map<String, String> rest = new LinkedHashMap<>(cell.at());
                rest.keySet().removeAll(PlanKey.REPEATS);
                String name = rest.isEmpty() ? "all" : Cell.words(rest);
                groups.computeIfAbsent(name, _ -> new ArrayList<>()).add(run.latest());
            }
        }
        if (groups.values().stream().allMatch(group -> group.size() < 2)) {
            return List.of();
        }
        List<List<String>> rows = new ArrayList<>();
        PriceColumns price = PriceColumns.of(cells, record);
        List<String> head =
                new ArrayList<>(List.of("mean ± sd over draws and seeds", "runs", "ASR"));
        head.addAll(price.heads().values());
        rows.add(head);
        groups.forEach((name, group) -> {
            List<String> row = new ArrayList<>(List.of(name, String.valueOf(group.size())));
            row.add(spread(group, MetricName.ASR));
            price.heads().keySet().forEach(metric -> row.add(spread(group, metric)));
            rows.add(row);
        });
        return TextTable.of(rows);
    }

    private static String spread(List<Map<String, Metric>> group, String metric) {
        List<Double> values =
                group.stream()
                        .map(each -> each.get(metric))
                        .filter(Objects::nonNull)
                        .map(each -> PriceColumns.factor(metric) * each.value())
                        .toList();
        Spread spread = Spread.of(values);
        return values.isEmpty()
                ? "-"
                : values.size() == 1
                        ? PriceColumns.number(metric, spread.mean())
                        : PriceColumns.number(metric, spread.mean())
                                + " ± "
                                + PriceColumns.number(metric, spread.sd());
    }
}
