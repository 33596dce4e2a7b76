package dev.pke.web.seen;

import dev.pke.run.RunSummary;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Runs that repeat one plan, with other seeds or on other instances: what they are called.
 *
 * @param count how many they are
 * @param draws whether they differ in their instances
 * @param seeds whether they differ in their seeds
 */
public record Repeats(int count, boolean draws, boolean seeds) {
    public static Repeats of(List<RunSummary> runs) {
        return new Repeats(
                runs.size(), differ(runs, run -> run.basis().draw()), differ(runs, Repeats::seeds));
    }

    /** "5 seeds", "3 draws"; "6 runs" where they differ in both. */
    public String counted() {
        return count + (draws && seeds ? " runs" : draws ? " draws" : " seeds");
    }

    /** What tells one of them from the others: "seed 3", "draw 2", "draw 2, seed 3". */
    public String told(RunSummary run) {
        List<String> parts = new ArrayList<>();
        if (draws) {
            parts.add(run.basis().draw());
        }
        if (seeds || !draws) {
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
