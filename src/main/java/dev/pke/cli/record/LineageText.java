package dev.pke.cli.record;

import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.query.Lineage;
import dev.pke.run.query.SameAnswers;
import dev.pke.store.Home;

import java.util.ArrayList;
import java.util.List;

/** Where a run's model came from, and what was measured of the one it left, a line each. */
final class LineageText {
    private LineageText() {}

    static List<String> of(Home home, RunView view) {
        Lineage lineage = new Lineage(home.store());
        List<String> lines = new ArrayList<>(judged(home, view));
        var base = view.base();
        if (base != null) {
            for (String run : lineage.left(base.fact().digest())) {
                lines.add("  its model is the one that run " + run + " left");
            }
        }
        var saved = view.saved();
        if (saved != null && saved.fact().parametersMoved() > 0) {
            for (var later : lineage.since(saved.fact().digest(), saved.position())) {
                String it = later.from().isEmpty() ? "it" : "what run " + later.from() + " left";
                lines.add(
                        "  later: run " + later.run() + " began with " + it + attacks(home, later));
            }
        }
        return lines;
    }

    /** Whose answers these are, and which runs hold them before other judges. */
    private static List<String> judged(Home home, RunView view) {
        var registered = view.registered();
        if (registered == null) {
            return List.of();
        }
        String giver = SameAnswers.from(registered.fact());
        List<String> lines = new ArrayList<>();
        for (String run : new SameAnswers(home.store()).with(registered.fact())) {
            RunSummary line = home.runs().run(run);
            String by = line == null || line.judge() == null ? "" : " by " + line.judge();
            lines.add(
                    run.equals(giver)
                            ? "  judged again: its edit and answers are those of run " + run
                            : "  its answers were judged again%s: run %s".formatted(by, run));
        }
        return lines;
    }

    private static String attacks(Home home, Lineage.Later later) {
        RunSummary line = home.runs().run(later.run());
        if (line == null) {
            return "";
        }
        String found = ", ASR " + SummaryText.full(line.asrBefore());
        return line.asrAfter() == null
                ? found
                : found + ", and left one of ASR " + SummaryText.full(line.asrAfter());
    }
}
