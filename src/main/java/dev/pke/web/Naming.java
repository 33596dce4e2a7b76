package dev.pke.web;

import dev.pke.run.RunSummary;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What runs are called on the pages: as short as keeps them apart. */
final class Naming {
    private Naming() {}

    /** A run's method as prose writes it: "PKE", "random, same blocks". */
    static String method(String method) {
        Hue hue = Hue.of(method);
        if (hue == Hue.NONE) {
            return "before any edit";
        }
        if (hue == Hue.OTHER) {
            return method;
        }
        String key = hue.css().substring("hue-".length());
        String rest = method.startsWith(key) ? method.substring(key.length()) : "";
        String words = rest.replace('-', ' ').replace('/', ' ').strip();
        String title = hue == Hue.RANDOM ? "random" : hue.title();
        if (words.isEmpty()) {
            return method.startsWith(key) ? title : method.replace('-', ' ');
        }
        return title + (Character.isDigit(words.charAt(0)) ? " " : ", ") + words;
    }

    /** A name for each of the runs, in their order, no two alike where that can be helped. */
    static List<String> apart(List<RunSummary> runs) {
        Map<String, Integer> seen = new HashMap<>();
        runs.forEach(run -> seen.merge(method(run.method()), 1, Integer::sum));
        Set<String> used = new HashSet<>();
        return runs.stream()
                .map(run -> {
                    String name = method(run.method());
                    if (seen.getOrDefault(name, 0) > 1) {
                        name += size(run);
                    }
                    return used.add(name) ? name : name + " · " + tail(run.run());
                })
                .toList();
    }

    private static String size(RunSummary run) {
        int neurons = run.edit().neurons();
        if (neurons > 0) {
            return " " + Figures.count(neurons);
        }
        Long moved = run.edit().parametersMoved();
        return moved == null ? "" : " " + Figures.count(moved);
    }

    private static String tail(String run) {
        return run.substring(run.lastIndexOf('-') + 1);
    }
}
