package dev.pke.web.page;

import dev.pke.event.Blobs;
import dev.pke.run.RunSummary;
import dev.pke.web.chart.Drawings;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.held.MethodBar;
import dev.pke.web.seen.ListedRun;
import dev.pke.web.seen.Naming;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The page that compares runs: one {@link ComparePage} for each model they began from, since
 * figures of two models have no place in one picture.
 */
public record Compared(
        String finding,
        String under,
        List<String> cautions,
        boolean running,
        @Nullable Drawings figure,
        List<ComparePage> models) {
    /** Compares these runs; those not yet registered are left out. */
    public static Compared of(List<ViewedRun> views, Blobs blobs) {
        List<ViewedRun> known = new ArrayList<>();
        List<ListedRun> listed = new ArrayList<>();
        for (ViewedRun each : views) {
            ListedRun line = each.listed();
            if (line != null) {
                known.add(each);
                listed.add(line);
            }
        }
        List<RunSummary> runs = listed.stream().map(ListedRun::summary).toList();
        List<ComparePage> models = new ArrayList<>();
        Map<String, List<ViewedRun>> byModel = byModel(known);
        byModel.forEach((digest, each) ->
                models.add(ComparePage.of(called(digest, each, byModel), each, blobs)));
        return new Compared(
                finding(models),
                Comparison.under(runs)
                        + elsewhere(listed)
                        + (models.size() == 1 ? models.getFirst().spoken() : ""),
                Comparison.cautions(known, listed, ListedRun.apart(listed)),
                listed.stream().anyMatch(ListedRun::isAtWork),
                ModelBars.figure(models),
                models);
    }

    /** Each hue of the figure over all models, with its name, or those of methods that share it. */
    public List<ComparePage.Key> keys() {
        Map<MethodStyle, Set<String>> named = new TreeMap<>();
        for (ComparePage each : models) {
            for (MethodBar bar : each.bars()) {
                named.computeIfAbsent(bar.hue(), _ -> new LinkedHashSet<>())
                        .add(bar.hue().names(bar.name()) ? bar.hue().title() : bar.name());
            }
        }
        List<ComparePage.Key> keys = new ArrayList<>();
        named.forEach(
                (hue, names) -> keys.add(new ComparePage.Key(String.join(", ", names), hue.css())));
        return keys;
    }

    private static String finding(List<ComparePage> models) {
        return switch (models.size()) {
            case 0 -> "No runs to compare yet.";
            case 1 -> models.getFirst().finding();
            default ->
                    "These runs began from "
                            + models.size()
                            + " different models: each is held against its own figure before any"
                            + " edit.";
        };
    }

    /** A model's name, with its digest's beginning where another goes by the same. */
    private static String called(
            String digest, List<ViewedRun> runs, Map<String, List<ViewedRun>> byModel) {
        String name = name(runs);
        long alike = byModel.values().stream().filter(each -> name(each).equals(name)).count();
        return alike == 1 ? name : Naming.model(name, digest);
    }

    private static String name(List<ViewedRun> runs) {
        RunSummary first = runs.getFirst().view().summary();
        return first == null ? "" : first.model();
    }

    private static Map<String, List<ViewedRun>> byModel(List<ViewedRun> views) {
        Map<String, List<ViewedRun>> models = new LinkedHashMap<>();
        views.forEach(each ->
                models.computeIfAbsent(Comparison.modelOf(each), _ -> new ArrayList<>()).add(each));
        return models;
    }

    private static String elsewhere(List<ListedRun> runs) {
        long imported = runs.stream().filter(run -> run.origin() != null).count();
        return imported == 0 ? "" : " Recorded elsewhere and imported here: " + imported + ".";
    }
}
