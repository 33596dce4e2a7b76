package dev.pke.cli.sweep;

import dev.pke.cli.TextTable;
import dev.pke.experiment.sweep.Cell;
import dev.pke.experiment.sweep.Found;
import dev.pke.experiment.sweep.GridRecord;
import dev.pke.measure.MetricName;
import dev.pke.run.word.Metric;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The cells of a grid with what became of them. */
final class CellTable {
    private CellTable() {}

    /** A line a cell. */
    static List<String> lines(List<Cell> cells, GridRecord record) {
        List<List<String>> rows = new ArrayList<>();
        PriceColumns price = PriceColumns.of(cells, record);
        List<String> head = new ArrayList<>(List.of("", "cell", "state", "ASR"));
        head.addAll(price.heads().values());
        head.addAll(List.of("parameters", "seconds", "run"));
        rows.add(head);
        for (Cell cell : cells) {
            Found found = record.of(cell);
            var run = found.run();
            Map<String, Metric> figures = run == null ? Map.of() : run.latest();
            Long moved = run == null ? null : run.edit().parametersMoved();
            List<String> row = new ArrayList<>();
            row.addAll(
                    List.of(
                            String.valueOf(cell.index()),
                            cell.name(),
                            found.state().word(),
                            percent(figures.get(MetricName.ASR))));
            row.addAll(price.of(run));
            row.addAll(
                    List.of(
                            moved == null ? "-" : String.format(Locale.ROOT, "%,d", moved),
                            run == null
                                    ? "-"
                                    : String.format(Locale.ROOT, "%.1f", run.timing().seconds()),
                            run == null ? "" : run.run()));
            rows.add(row);
        }
        return TextTable.of(rows);
    }

    static String percent(@Nullable Metric metric) {
        return metric == null ? "-" : String.format(Locale.ROOT, "%.1f", 100 * metric.value());
    }
}
