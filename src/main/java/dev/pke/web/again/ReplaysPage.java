package dev.pke.web.again;

import dev.pke.run.ReviewEvent.Replayed;
import dev.pke.run.Told;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.web.chart.FigureText;
import dev.pke.web.seen.ViewedRun;

import java.util.ArrayList;
import java.util.List;

/** Everything the page of a run's replays shows, the latest first. */
public record ReplaysPage(
        String run, String finding, String took, boolean ours, List<ReplayLine> lines) {
    public static ReplaysPage of(ViewedRun viewed) {
        List<Told<Replayed>> all = viewed.view().all(Replayed.class);
        List<ReplayLine> lines = new ArrayList<>();
        for (int i = all.size(); i > 0; i--) {
            lines.add(ReplayLine.of(viewed, all.get(i - 1), i));
        }
        var summary = viewed.view().summary();
        double seconds = summary == null ? 0 : summary.timing().seconds();
        return new ReplaysPage(
                viewed.run(),
                finding(all.stream().map(each -> each.fact().verdict()).toList()),
                seconds > 0 ? FigureText.seconds(seconds) : "",
                viewed.origin() == null,
                lines);
    }

    private static String finding(List<ReplayVerdict> verdicts) {
        if (verdicts.isEmpty()) {
            return "This run was not done again yet.";
        }
        long differ = verdicts.stream().filter(each -> each == ReplayVerdict.FAIL).count();
        long open = verdicts.stream().filter(each -> each == ReplayVerdict.INCONCLUSIVE).count();
        long bits = verdicts.stream().filter(each -> each == ReplayVerdict.PASS_BIT_EQUAL).count();
        long near = verdicts.size() - differ - open - bits;
        List<String> parts = new ArrayList<>();
        part(parts, bits, "equal to the bit");
        part(parts, near, "equal within the plan’s tolerance");
        part(parts, differ, "came out otherwise");
        part(parts, open, "could not conclude");
        int n = verdicts.size();
        return "This run was done again "
                + (n == 1 ? "once: " : n + " times: ")
                + String.join(", ", parts)
                + ".";
    }

    private static void part(List<String> parts, long count, String words) {
        if (count > 0) {
            parts.add(count + " " + words);
        }
    }

    /** What does it again in a terminal. */
    public String command() {
        return "pke replay " + run;
    }
}
