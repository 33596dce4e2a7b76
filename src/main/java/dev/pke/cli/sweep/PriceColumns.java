package dev.pke.cli.sweep;

import dev.pke.experiment.sweep.Cell;
import dev.pke.experiment.sweep.GridRecord;
import dev.pke.measure.MetricName;
import dev.pke.run.RunSummary;
import dev.pke.run.word.Metric;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The figures that a table of cells tells an edit's price by: over-refusal, and what became of
 * ordinary answers, word for word on specimens, else how like they are and KL.
 *
 * @param heads each figure's head, by its name
 */
record PriceColumns(Map<String, String> heads) {
    static PriceColumns of(List<Cell> cells, GridRecord record) {
        boolean byWord =
                cells.stream()
                        .map(cell -> record.of(cell).run())
                        .allMatch(run -> run == null || run.keepsByWord());
        Map<String, String> heads = new LinkedHashMap<>();
        heads.put(MetricName.OVER_REFUSAL, "over-ref.");
        if (byWord) {
            heads.put(MetricName.BENIGN_KEPT, "kept");
        } else {
            heads.put(MetricName.LIKENESS, "alike");
            heads.put(MetricName.KL, "KL");
        }
        return new PriceColumns(heads);
    }

    /** By how much a figure is told: shares and likeness in hundreds, KL as it is. */
    static int factor(String figure) {
        return figure.equals(MetricName.KL) ? 1 : 100;
    }

    /** A run's figures, a column each. */
    List<String> of(@Nullable RunSummary run) {
        Map<String, Metric> figures = run == null ? Map.of() : run.latest();
        List<String> columns = new ArrayList<>();
        for (String name : heads.keySet()) {
            Metric figure = figures.get(name);
            columns.add(figure == null ? "-" : number(name, factor(name) * figure.value()));
        }
        return columns;
    }

    /** A figure, or its spread, with as many digits as it is told by. */
    static String number(String figure, double value) {
        return String.format(Locale.ROOT, factor(figure) == 1 ? "%.3f" : "%.1f", value);
    }
}
