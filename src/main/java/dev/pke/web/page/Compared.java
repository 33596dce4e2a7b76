package dev.pke.web.page;

import dev.pke.event.Blobs;
import dev.pke.run.RunSummary;
import dev.pke.web.seen.ListedRun;
import dev.pke.web.seen.ViewedRun;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The page that compares runs: one {@link ComparePage} for each model they began from, since
 * figures of two models have no place in one picture.
 */
public record Compared(
        String finding,
        String under,
        List<String> cautions,
        boolean running,
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
        List<ComparePage> models =
                byModel(known).values().stream().map(each -> ComparePage.of(each, blobs)).toList();
        return new Compared(
                finding(models),
                Comparison.under(runs)
                        + elsewhere(listed)
                        + (models.size() == 1 ? models.getFirst().spoken() : ""),
                Comparison.cautions(listed, ListedRun.apart(listed)),
                listed.stream().anyMatch(ListedRun::isAtWork),
                models);
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
