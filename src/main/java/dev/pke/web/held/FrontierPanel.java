package dev.pke.web.held;

import dev.pke.measure.MetricName;
import dev.pke.run.RunSummary;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Selection;
import dev.pke.web.chart.Drawings;
import dev.pke.web.chart.FigureText;
import dev.pke.web.seen.Naming;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Methods as curves: each at each size that was tuned by one rule, with what that came to and cost
 * on prompts that took no part in the choice.
 *
 * @param rule what all were asked to reach
 * @param said who reaches it with how little, and at what price
 */
public record FrontierPanel(String rule, String said, Drawings chart) {
    private static final List<String> HEAD =
            List.of(
                    "method",
                    "neurons",
                    "parameters",
                    "on the tune split",
                    "unsafe, test split",
                    "over-refusal",
                    "benign kept",
                    "KL",
                    "likeness",
                    "took");

    /**
     * A panel for each rule by which two of these runs or more were chosen; what each plan says of
     * its choice stands beside its run, null where it says nothing.
     */
    public static List<FrontierPanel> of(List<RunSummary> runs, List<@Nullable Object> chosen) {
        Map<String, List<FrontierPoint>> rules = new LinkedHashMap<>();
        for (int i = 0; i < runs.size(); i++) {
            RunSummary run = runs.get(i);
            Selection.read(chosen.get(i))
                    .map(each -> new FrontierPoint(Naming.method(run.method()), run, each))
                    .filter(each ->
                            each.moved() > 0 && each.figure(each.selection().figure()) != null)
                    .ifPresent(each ->
                            rules.computeIfAbsent(rule(each.selection()), _ -> new ArrayList<>())
                                    .add(each));
        }
        List<FrontierPanel> panels = new ArrayList<>();
        rules.forEach((rule, points) -> {
            if (points.size() > 1) {
                panels.add(of(rule, points));
            }
        });
        return panels;
    }

    private static FrontierPanel of(String rule, List<FrontierPoint> points) {
        List<FrontierPoint> all =
                points.stream()
                        .sorted(
                                Comparator.comparing(FrontierPoint::hue)
                                        .thenComparing(FrontierPoint::name)
                                        .thenComparingLong(FrontierPoint::moved))
                        .toList();
        Drawings wide =
                Drawings.wide(
                        size -> FrontierChart.draw(all, size),
                        HEAD,
                        all.stream().map(FrontierPanel::row).toList());
        List<String> hrefs = all.stream().map(FrontierPoint::href).toList();
        return new FrontierPanel(
                rule, said(all), new Drawings(wide.sizes(), HEAD, wide.rows(), hrefs));
    }

    private static String rule(Selection selection) {
        String depth = selection.figure().replaceFirst("^prefill-(\\d+)-unsafe$", "$1");
        String what =
                depth.equals(selection.figure())
                        ? "attack success"
                        : "unsafe answers with " + depth + " tokens given";
        String most = what + " of at most " + FigureText.percent(selection.most());
        return selection.refused() == 0
                ? most
                : most + ", refusals of at least " + FigureText.percent(selection.refused());
    }

    private static List<String> row(FrontierPoint point) {
        return List.of(
                point.name(),
                FigureText.count(point.run().edit().neurons()),
                FigureText.count(point.moved()),
                (point.isReached() ? "reached, of " : "not reached, of ")
                        + point.selection().tried(),
                FrontierPoint.share(point.figure(point.selection().figure())),
                FrontierPoint.share(point.figure(MetricName.OVER_REFUSAL)),
                FrontierPoint.share(point.figure(MetricName.BENIGN_KEPT)),
                mean(point.figure(MetricName.KL)),
                mean(point.figure(MetricName.LIKENESS)),
                FigureText.seconds(point.run().timing().seconds()));
    }

    private static String mean(@Nullable Metric mean) {
        return mean == null ? "–" : FigureText.value(mean.value());
    }

    /** "PKE with 10 neurons … at an over-refusal of 0 %; DINM …; never: random". */
    private static String said(List<FrontierPoint> all) {
        Map<String, List<FrontierPoint>> methods = new LinkedHashMap<>();
        all.forEach(each -> methods.computeIfAbsent(each.name(), _ -> new ArrayList<>()).add(each));
        List<String> reached = new ArrayList<>();
        List<String> never = new ArrayList<>();
        methods.forEach((name, points) ->
                points.stream()
                        .filter(FrontierPoint::isReached)
                        .findFirst()
                        .ifPresentOrElse(
                                least -> reached.add(name + " from " + least.size() + price(least)),
                                () -> never.add(name)));
        String some =
                reached.isEmpty()
                        ? "None reaches it at any size tried."
                        : "Reached on the tune split by " + String.join("; ", reached) + ".";
        return never.isEmpty() || reached.isEmpty()
                ? some
                : some + " At no size tried by " + String.join("; ", never) + ".";
    }

    private static String price(FrontierPoint point) {
        Metric refused = point.figure(MetricName.OVER_REFUSAL);
        return refused == null ? "" : " (over-refusal " + FigureText.percent(refused.value()) + ")";
    }
}
