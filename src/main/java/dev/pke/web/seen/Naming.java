package dev.pke.web.seen;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.pke.run.RunSummary;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodCatalogue;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.chart.MethodTitle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What runs are called on the pages: as short as keeps them apart. */
public final class Naming {
    /** Between the words of a plan's name: a blank that is not within a list's brackets. */
    private static final String BETWEEN = " (?![^\\[]*\\])";

    private static final int BRIEF = 6;

    private Naming() {}

    /** A model's name where another goes by the same: with its digest's beginning. */
    public static String model(String name, String digest) {
        return name + " · " + digest.substring(0, Math.min(BRIEF, digest.length()));
    }

    /** A run's method as prose writes it: "PKE", "random, same blocks". */
    public static String method(String method) {
        int both = method.indexOf('+');
        if (both >= 0) {
            return both(method.substring(0, both), method.substring(both + 1));
        }
        return MethodCatalogue.of(method).map(MethodTitle::title).orElseGet(() -> family(method));
    }

    /** Of a control in the same blocks it is enough what it is one of: "random, deep 6". */
    private static String both(String where, String how) {
        return where.matches("random-.*-blocks")
                ? "random, " + method(how).replaceFirst("^PKE, ", "")
                : method(where) + " + " + method(how);
    }

    /** The name of a method that says none itself: its family's, and what else its own says. */
    private static String family(String method) {
        MethodStyle style = MethodStyle.of(method);
        if (style == MethodStyle.NONE) {
            return "before any edit";
        }
        if (style == MethodStyle.OTHER) {
            return method;
        }
        String key = style.css().substring("hue-".length());
        String rest = method.startsWith(key) ? method.substring(key.length()) : "";
        String words = rest.replace('-', ' ').replace('/', ' ').strip();
        String title = style == MethodStyle.RANDOM ? "random" : style.title();
        if (words.isEmpty()) {
            return method.startsWith(key) ? title : method.replace('-', ' ');
        }
        return title + (Character.isDigit(words.charAt(0)) ? " " : ", ") + words;
    }

    /** A run and what its plan is called, of several that repeat one what all are called. */
    private record Planned(RunSummary run, String plan) {
        /** What a sweep says in a plan's name of the keys it set, such as {@code rate=0.01}. */
        Stream<String> settings() {
            return keys(plan);
        }
    }

    /** A name for each of the runs, in their order, no two alike. */
    public static List<String> apart(List<RunSummary> runs) {
        return named(runs.stream().map(run -> new Planned(run, run.planName())).toList());
    }

    /** The same for plans that were run several times. */
    public static List<String> apartOf(List<List<RunSummary>> plans) {
        return named(plans.stream().map(runs -> new Planned(runs.getFirst(), plan(runs))).toList());
    }

    /** What the plans of some runs are called alike: without {@code draw=2} where draws differ. */
    public static String plan(List<RunSummary> runs) {
        String first = runs.getFirst().planName();
        List<List<String>> others =
                runs.stream()
                        .map(RunSummary::planName)
                        .distinct() // of thousands of runs few are called otherwise
                        .map(name -> words(name).toList())
                        .toList();
        String shared =
                words(first)
                        .filter(word -> others.stream().allMatch(name -> name.contains(word)))
                        .collect(joining(" "));
        return shared.isEmpty() ? first : shared;
    }

    /** A plan's name without the keys that a sweep says behind it. */
    public static String base(String plan) {
        String base = words(plan).filter(word -> !word.contains("=")).collect(joining(" "));
        return base.isEmpty() ? plan : base;
    }

    /** Those keys and what they were set to, behind a name: ", rate=0.01 steps=200". */
    public static String settings(String plan) {
        return said(keys(plan));
    }

    private static Stream<String> keys(String plan) {
        return words(plan).filter(word -> word.contains("="));
    }

    private static String said(Stream<String> settings) {
        String said =
                settings.map(word -> word.replaceFirst("^[^=]*\\.(?=[^=]*=)", "")) // its key's end
                        .collect(joining(" "));
        return said.isEmpty() ? "" : ", " + said;
    }

    private static Stream<String> words(String plan) {
        return Arrays.stream(plan.split(BETWEEN, -1));
    }

    private static List<String> named(List<Planned> runs) {
        List<String> names = runs.stream().map(each -> method(each.run.method())).toList();
        names = more(runs, names, Naming::variant);
        names = more(runs, names, Naming::size);
        Set<String> shared = runs.stream().limit(1).flatMap(Planned::settings).collect(toSet());
        runs.forEach(each -> shared.retainAll(each.settings().toList()));
        names = more(runs, names, each -> said(each.settings().filter(not(shared::contains))));
        names = more(runs, names, each -> judge(each.run));
        return more(runs, names, each -> " · " + tail(each.run.run()));
    }

    /** The names, each with this too where it tells apart some that are called alike. */
    private static List<String> more(
            List<Planned> runs, List<String> names, Function<Planned, String> what) {
        List<String> tails = runs.stream().map(what).toList();
        Map<String, Set<String>> said = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            said.computeIfAbsent(names.get(i), _ -> new HashSet<>()).add(tails.get(i));
        }
        List<String> longer = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            boolean apart = said.getOrDefault(names.get(i), Set.of()).size() > 1;
            longer.add(names.get(i) + (apart ? tails.get(i) : ""));
        }
        return longer;
    }

    /** What a plan's name says beyond its method and size: ", single" of {@code x/pke-6-single}. */
    private static String variant(Planned of) {
        RunSummary run = of.run;
        String plan = of.plan.substring(of.plan.lastIndexOf('/') + 1);
        String named = run.method() + " " + run.method().replace("-", ""); // deep6 says deep-6
        String rest =
                Arrays.stream(plan.split("(?<!\\de)-|" + BETWEEN, -1)) // not within 1e-7
                        .filter(word -> !word.isEmpty() && !named.contains(word))
                        .filter(word -> !word.matches("\\d+") && !word.contains("="))
                        .collect(joining(" "));
        return rest.isEmpty() || rest.equals(plan) ? "" : ", " + rest;
    }

    /** Whoever judged, behind a name: ", by specimen-oracle-2". */
    public static String judge(RunSummary run) {
        return run.judge() == null ? "" : ", by " + run.judge();
    }

    private static String size(Planned of) {
        RunSummary run = of.run;
        int neurons = run.edit().neurons();
        Long moved = run.edit().parametersMoved();
        if (neurons == 0 && moved == null) {
            return "";
        }
        String name = method(run.method());
        boolean versioned = Character.isDigit(name.charAt(name.length() - 1));
        return (versioned ? ", " : " ") + FigureText.count(neurons > 0 ? neurons : moved);
    }

    private static String tail(String run) {
        return run.substring(run.lastIndexOf('-') + 1);
    }
}
