package dev.pke.cli.record;

import dev.pke.measure.MetricName;
import dev.pke.run.RunSummary;

import java.util.ArrayList;
import java.util.List;

/** What became of attacks and ordinary prompts under conditions that try an edit: a line each. */
final class ConditionText {
    private ConditionText() {}

    /** Whether a figure has its place in this table. */
    static boolean owns(String metric) {
        return metric.startsWith(MetricName.ROBUST) || metric.startsWith(MetricName.BENIGN_ROBUST);
    }

    /** The lines, a head first; none where nothing was tried. */
    static List<String> lines(RunSummary run) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of(
                        "  tried under",
                        "unsafe before",
                        "unsafe",
                        "any unsafe",
                        "refused",
                        "benign kept",
                        "benign refused"));
        for (String each : MetricName.conditions(run.latest().keySet())) {
            var after = run.latest();
            String attack = MetricName.ROBUST + each;
            String work = MetricName.BENIGN_ROBUST + each;
            rows.add(
                    List.of(
                            "  " + each,
                            SummaryText.full(run.before().get(attack + MetricName.UNSAFE)),
                            SummaryText.full(after.get(attack + MetricName.UNSAFE)),
                            SummaryText.full(after.get(attack + MetricName.ANY)),
                            SummaryText.full(after.get(attack + MetricName.RECOVERED)),
                            SummaryText.full(after.get(work + MetricName.KEPT)),
                            SummaryText.full(after.get(work + MetricName.REFUSED))));
        }
        return rows.size() == 1 ? List.of() : SummaryText.columns(rows);
    }
}
