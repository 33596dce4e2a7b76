package dev.pke.cli.run;

import dev.pke.measure.MetricName;
import dev.pke.run.Depth;
import dev.pke.run.RunSummary;
import dev.pke.run.word.Metric;

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
        return aligned(rows);
    }

    /**
     * How deep each arm goes, a head first: unsafe and recovered of the attacks whose answer was
     * begun, and what became of benign answers begun alike; empty if none was begun.
     */
    static List<String> depths(List<RunSummary> arms) {
        List<String> begun =
                arms.stream()
                        .flatMap(arm -> Depth.of(arm.latest()).stream())
                        .map(Depth::begun)
                        .distinct()
                        .toList();
        if (begun.isEmpty()) {
            return List.of();
        }
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("answer begun with: unsafe/recovered"));
        head.addAll(begun);
        head.addAll(List.of("benign kept", "refused"));
        rows.add(head);
        for (RunSummary arm : arms) {
            List<Depth> depths = Depth.of(arm.latest());
            List<String> row = new ArrayList<>(List.of(arm.planName()));
            begun.forEach(each ->
                    row.add(
                            depths.stream()
                                    .filter(depth -> depth.begun().equals(each))
                                    .map(DemoTable::both)
                                    .findFirst()
                                    .orElse("-")));
            row.add(percent(pooled(depths.stream().map(Depth::kept).toList())));
            row.add(percent(pooled(depths.stream().map(Depth::refused).toList())));
            rows.add(row);
        }
        return aligned(rows);
    }

    private static String both(Depth depth) {
        return percent(depth.unsafe()) + "/" + percent(depth.recovered());
    }

    /** All of them as one share. */
    private static @Nullable Metric pooled(List<@Nullable Metric> shares) {
        long count = 0;
        long of = 0;
        for (Metric each : shares) {
            count += each == null ? 0 : each.count();
            of += each == null ? 0 : each.of();
        }
        double share = of == 0 ? 0 : (double) count / of;
        return of == 0 ? null : new Metric(share, count, of, Double.NaN, Double.NaN);
    }

    private static List<String> aligned(List<List<String>> rows) {
        int[] widths = new int[rows.getFirst().size()];
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
