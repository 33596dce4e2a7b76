package dev.pke.web.seen;

import dev.pke.run.RunSummary;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** Runs that repeat one plan, with other seeds or on other instances: what they are called. */
public final class Repeats {
    private Repeats() {}

    /** "5 seeds", "3 draws"; "6 runs" where they differ in both. */
    public static String counted(List<RunSummary> runs) {
        boolean draws = differ(runs, run -> run.basis().draw());
        boolean seeds = differ(runs, Repeats::seeds);
        return runs.size() + (draws && seeds ? " runs" : draws ? " draws" : " seeds");
    }

    /** What tells a run from the others: "seed 3", "draw 2", "draw 2, seed 3". */
    public static String told(RunSummary run, List<RunSummary> among) {
        List<String> parts = new ArrayList<>();
        if (differ(among, each -> each.basis().draw())) {
            parts.add(run.basis().draw());
        }
        if (parts.isEmpty() || differ(among, Repeats::seeds)) {
            parts.add(seeds(run));
        }
        return String.join(", ", parts);
    }

    private static boolean differ(List<RunSummary> runs, Function<RunSummary, String> what) {
        return runs.stream().map(what).distinct().count() > 1;
    }

    /** "seed 3", or all of them by name where they are not one. */
    private static String seeds(RunSummary run) {
        List<String> distinct = run.seeds().values().stream().distinct().toList();
        if (distinct.size() == 1) {
            return "seed " + distinct.getFirst();
        }
        List<String> all = new ArrayList<>();
        new TreeMap<>(run.seeds()).forEach((name, seed) -> all.add(name + " " + seed));
        return all.isEmpty() ? "no seed" : String.join(", ", all);
    }
}
