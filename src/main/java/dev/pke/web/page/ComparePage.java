package dev.pke.web.page;

import dev.pke.event.Blobs;
import dev.pke.run.RunEvent.StepTaken;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.Told;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;
import dev.pke.web.chart.Drawings;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.LossChart;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.chart.TradeOff;
import dev.pke.web.chart.TradeOffChart;
import dev.pke.web.held.FrontierPanel;
import dev.pke.web.held.MethodBar;
import dev.pke.web.held.Regions;
import dev.pke.web.inside.Neurons;
import dev.pke.web.paired.Arm;
import dev.pke.web.paired.Contest;
import dev.pke.web.paired.PlanDifferences;
import dev.pke.web.paired.Trait;
import dev.pke.web.seen.ListedRun;
import dev.pke.web.seen.Naming;
import dev.pke.web.seen.Origin;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Everything the comparison of several runs on one model shows. */
public record ComparePage(
        String model,
        String finding,
        String spoken,
        List<RunRow> rows,
        @Nullable Contests tests,
        List<FrontierPanel> frontiers,
        @Nullable Drawings tradeOff,
        @Nullable Drawings kept,
        List<MethodBar> bars,
        @Nullable Regions regions,
        @Nullable Drawings deep,
        @Nullable DepthTable depths,
        @Nullable DepthTable conditions,
        @Nullable Drawings categories,
        List<Key> key,
        @Nullable Drawings losses,
        List<Changed> changed,
        List<PromptRow> asked,
        PlanDifferences plans) {

    /** Beyond so many arms, each is held against the one that stands for PKE alone. */
    private static final int MOST_ARMS = 40;

    /** A series' name in its hue. */
    public record Key(String name, String hue) {}

    /** Whether a run among them stands for the model before any edit. */
    public boolean hasBaseline() {
        return rows.stream().anyMatch(RunRow::isBaseline);
    }

    /** Whether ordinary answers are held word for word in all of them; else by likeness and KL. */
    public boolean byWord() {
        return rows.stream().allMatch(RunRow::byWord);
    }

    /** What one run moved. */
    public record Changed(String run, String name, String hue, String said, Drawings map) {}

    /** The page of runs on one model, which is called {@code model} there. */
    static ComparePage of(String model, List<ViewedRun> views, Blobs blobs) {
        List<ViewedRun> known =
                views.stream().filter(each -> each.view().summary() != null).toList();
        List<ListedRun> listed =
                known.stream().map(each -> Objects.requireNonNull(each.listed())).toList();
        List<RunSummary> runs = listed.stream().map(ListedRun::summary).toList();
        List<String> names = ListedRun.apart(listed);
        List<Finding.Contender> contenders = contenders(known, listed);
        List<Arm> arms = contenders.stream().map(Finding.Contender::arm).toList();
        List<Contest> contests =
                arms.size() <= MOST_ARMS
                        ? Contest.among(arms)
                        : Finding.ours(contenders)
                                .map(ours -> Contest.against(ours, arms))
                                .orElse(List.of());
        Finding finding =
                new Finding(
                        contenders,
                        contests.stream()
                                .filter(test -> test.trait().equals(Trait.ATTACKED))
                                .toList());
        List<Integer> shown = oneAHue(known, contenders);
        List<Charts.Series> series = series(known, runs, names, shown);
        List<LossChart.Series> curves = curves(known, runs, names, shown);
        return new ComparePage(
                model,
                finding.of(runs),
                finding.spoken(),
                RunRow.held(known, listed, names),
                Contests.of(arms, contests),
                FrontierPanel.of(runs, chosen(known)),
                tradeOff(known, runs, names),
                ModelBars.kept(known, runs, names),
                ModelBars.bars(known, contenders),
                Regions.of(
                        known,
                        names,
                        runs.stream().map(run -> MethodStyle.of(run.method()).css()).toList()),
                ModelBars.depths(known, contenders),
                DepthTable.of(runs, names),
                DepthTable.ofConditions(runs, names),
                series.isEmpty() ? null : Charts.categories(series),
                series.stream().map(each -> new Key(each.name(), each.hue().css())).toList(),
                curves.isEmpty()
                        ? null
                        : Drawings.half(size -> LossChart.draw(curves, size), List.of(), List.of()),
                changed(known, runs, names, shown, blobs),
                AskedAlike.of(known, runs, names, shown),
                PlanDifferences.of(known.stream().<Map<?, ?>>map(ComparePage::plan).toList()));
    }

    /** What each run's plan says of how its settings were chosen. */
    private static List<@Nullable Object> chosen(List<ViewedRun> views) {
        List<@Nullable Object> chosen = new ArrayList<>();
        views.forEach(each -> chosen.add(plan(each).get("selection")));
        return chosen;
    }

    static Map<?, ?> plan(ViewedRun viewed) {
        var registered = viewed.view().registered();
        return registered == null ? Map.of() : registered.fact().plan();
    }

    /** The runs with a figure after their edit, those of one plan and standing as one arm. */
    private static List<Finding.Contender> contenders(
            List<ViewedRun> views, List<ListedRun> listed) {
        Map<List<Object>, List<RunView>> plans = new LinkedHashMap<>();
        Map<List<Object>, Finding.Standing> standings = new LinkedHashMap<>();
        for (int i = 0; i < views.size(); i++) {
            RunSummary run = listed.get(i).summary();
            if (run.asrAfter() == null || MethodStyle.of(run.method()) == MethodStyle.NONE) {
                continue;
            }
            Finding.Standing standing = Finding.Standing.of(listed.get(i));
            Origin origin = listed.get(i).origin();
            String log = origin == null ? "" : origin.name(); // bundled early or late, it is one
            List<Object> plan = List.of(Arm.planOf(views.get(i).view()), standing, log);
            plans.computeIfAbsent(plan, _ -> new ArrayList<>()).add(views.get(i).view());
            standings.put(plan, standing);
        }
        List<List<RunView>> arms = plans.values().stream().map(Arm::distinct).toList();
        List<List<RunSummary>> lines = new ArrayList<>();
        arms.forEach(runs -> lines.add(new Arm("", runs).lines()));
        List<String> names = Naming.apartOf(lines);
        List<Finding.Standing> found = List.copyOf(standings.values());
        List<Finding.Contender> contenders = new ArrayList<>();
        for (int i = 0; i < arms.size(); i++) {
            contenders.add(new Finding.Contender(new Arm(names.get(i), arms.get(i)), found.get(i)));
        }
        return contenders;
    }

    private static @Nullable Drawings tradeOff(
            List<ViewedRun> views, List<RunSummary> runs, List<String> names) {
        Metric before = null;
        String beforeHref = "";
        List<TradeOff.Mark> marks = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            RunSummary run = runs.get(i);
            var first = views.get(i).view().evaluation(Phase.BEFORE);
            if (before == null && first != null && run.asrBefore() != null) {
                before = run.asrBefore();
                beforeHref = views.get(i).event(first.position());
            }
            Long moved = run.edit().parametersMoved();
            Metric asr = run.asrAfter();
            if (asr != null && moved != null && moved > 0) {
                marks.add(
                        new TradeOff.Mark(
                                names.get(i),
                                MethodStyle.of(run.method()),
                                moved,
                                asr,
                                Headline.isBroken(run)
                                        ? TradeOff.Soundness.BROKEN
                                        : TradeOff.Soundness.SOUND,
                                "/runs/" + views.get(i).run()));
                table.add(
                        List.of(
                                names.get(i),
                                FigureText.count(moved),
                                Headline.told(asr),
                                asr.count() + " of " + asr.of()));
            }
        }
        if (before == null) {
            return null;
        }
        var data = new TradeOff(before, beforeHref, marks);
        return Drawings.wide(
                size -> TradeOffChart.draw(data, size),
                List.of("run", "parameters moved", "attack success", "prompts"),
                table);
    }

    /**
     * One run of each hue, so that no chart shows more than it can hold: of the arm the finding
     * would speak of, the run in the middle.
     */
    private static List<Integer> oneAHue(
            List<ViewedRun> views, List<Finding.Contender> contenders) {
        Map<MethodStyle, Finding.Contender> best = new TreeMap<>();
        for (Finding.Contender each : contenders) {
            best.merge(
                    MethodStyle.of(each.line().method()),
                    each,
                    (held, other) -> Finding.ORDER.compare(other, held) < 0 ? other : held);
        }
        List<Integer> shown = new ArrayList<>();
        for (Finding.Contender each : best.values()) {
            for (int i = 0; i < views.size(); i++) {
                if (views.get(i).run().equals(each.arm().middle().run())) {
                    shown.add(i);
                }
            }
        }
        return shown.stream().limit(5).toList();
    }

    private static List<Charts.Series> series(
            List<ViewedRun> views, List<RunSummary> runs, List<String> names, List<Integer> shown) {
        List<Charts.Series> series = new ArrayList<>();
        for (int i : shown) {
            var before = views.get(i).view().evaluation(Phase.BEFORE);
            var after = views.get(i).view().evaluation(Phase.AFTER);
            String href = "/runs/" + views.get(i).run();
            if (series.isEmpty() && before != null && !before.fact().byCategory().isEmpty()) {
                series.add(new Charts.Series("before", MethodStyle.NONE, before.fact(), href));
            }
            if (after != null && !after.fact().byCategory().isEmpty()) {
                MethodStyle style = MethodStyle.of(runs.get(i).method());
                series.add(new Charts.Series(names.get(i), style, after.fact(), href));
            }
        }
        return series;
    }

    private static List<LossChart.Series> curves(
            List<ViewedRun> views, List<RunSummary> runs, List<String> names, List<Integer> shown) {
        List<LossChart.Series> curves = new ArrayList<>();
        for (int i : shown) {
            List<Told<StepTaken>> points = views.get(i).view().losses();
            if (!points.isEmpty()) {
                MethodStyle style = MethodStyle.of(runs.get(i).method());
                String term = Comparison.safeTerm(points.getFirst().fact().losses().keySet());
                curves.add(
                        Charts.curve(
                                names.get(i), style, LossChart.Dash.SOLID, views.get(i), term));
            }
        }
        return curves;
    }

    private static List<Changed> changed(
            List<ViewedRun> views,
            List<RunSummary> runs,
            List<String> names,
            List<Integer> shown,
            Blobs blobs) {
        List<Changed> changed = new ArrayList<>();
        for (int i : shown) {
            MethodStyle style = MethodStyle.of(runs.get(i).method());
            Neurons neurons = Neurons.of(views.get(i), blobs, "");
            if (neurons != null) {
                String said = Comparison.regionsSaid(views.get(i).view());
                changed.add(
                        new Changed(
                                views.get(i).run(),
                                names.get(i),
                                style.css(),
                                said,
                                neurons.small(style)));
            }
        }
        return changed;
    }
}
