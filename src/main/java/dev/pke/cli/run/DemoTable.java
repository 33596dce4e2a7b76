package dev.pke.cli.run;

import dev.pke.measure.MetricName;
import dev.pke.run.Metric;
import dev.pke.run.RunSummary;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The comparison as text: one row an arm, the figures right-aligned under short heads. */
final class DemoTable {
    private static final List<String> HEAD =
            List.of(
                    "arm",
                    "neurons",
                    "parameters",
                    "ASR (95 %)",
                    "DG",
                    "refused",
                    "degenerate",
                    "over-ref.",
                    "kept",
                    "seconds");

    private DemoTable() {}

    /** The lines of the table, its head first; shares are in percent. */
    static List<String> lines(List<RunSummary> arms) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        arms.forEach(arm -> rows.add(row(arm)));
        int[] widths = new int[HEAD.size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - row.get(i).length());
            line.append(i == 0 ? row.get(i) + pad : "  " + pad + row.get(i));
        }
        return line.toString();
    }

    private static List<String> row(RunSummary arm) {
        Long moved = arm.edit().parametersMoved();
        return List.of(
                arm.planName(),
                "%d".formatted(arm.edit().neurons()),
                moved == null ? "0" : String.format(Locale.ROOT, "%,d", moved),
                interval(arm.latest().get(MetricName.ASR)),
                percent(arm.latest().get(MetricName.DG)),
                percent(arm.latest().get(MetricName.GENUINE_REFUSAL)),
                percent(arm.latest().get(MetricName.DEGENERATE)),
                percent(arm.latest().get(MetricName.OVER_REFUSAL)),
                percent(arm.latest().get(MetricName.BENIGN_KEPT)),
                String.format(Locale.ROOT, "%.1f", arm.timing().seconds()));
    }

    private static String percent(@Nullable Metric metric) {
        return metric == null ? "-" : String.format(Locale.ROOT, "%.1f", 100 * metric.value());
    }

    private static String interval(@Nullable Metric metric) {
        return metric == null
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%.1f (%.0f–%.0f)",
                        100 * metric.value(),
                        100 * metric.low(),
                        100 * metric.high());
    }
}
