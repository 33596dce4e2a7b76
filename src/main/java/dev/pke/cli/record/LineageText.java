package dev.pke.cli.record;

import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.query.Lineage;
import dev.pke.store.Home;

import java.util.ArrayList;
import java.util.List;

/** Where a run's model came from, and what was measured of the one it left, a line each. */
final class LineageText {
    private LineageText() {}

    static List<String> of(Home home, RunView view) {
        Lineage lineage = new Lineage(home.store());
        List<String> lines = new ArrayList<>();
        var base = view.base();
        if (base != null) {
            for (String run : lineage.left(base.fact().digest())) {
                lines.add("  its model is the one that run " + run + " left");
            }
        }
        var saved = view.saved();
        if (saved != null && saved.fact().parametersMoved() > 0) {
            for (String run : lineage.began(saved.fact().digest())) {
                lines.add("  later: run " + run + " began with it, " + attacks(home, run));
            }
        }
        return lines;
    }

    private static String attacks(Home home, String run) {
        RunSummary line = home.runs().run(run);
        return line == null ? "unknown" : "ASR " + SummaryText.full(line.asrBefore());
    }
}
