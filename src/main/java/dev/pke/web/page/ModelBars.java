package dev.pke.web.page;

import dev.pke.measure.MetricName;
import dev.pke.measure.Spread;
import dev.pke.run.RunSummary;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;
import dev.pke.web.chart.Drawings;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.held.BarGroup;
import dev.pke.web.held.DepthChart;
import dev.pke.web.held.DepthLine;
import dev.pke.web.held.KeptChart;
import dev.pke.web.held.KeptMark;
import dev.pke.web.held.MethodBar;
import dev.pke.web.held.MethodBars;
import dev.pke.web.held.Ordinary;
import dev.pke.web.seen.Repeats;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What a comparison's figures over methods are drawn from. */
final class ModelBars {
    /** As many lines of depth as can be told apart. */
    private static final int MOST_LINES = 14;

    private static final String BEFORE = "before any edit";

    private ModelBars() {}

    /** Attack success before any edit, then of the plan that stands for each method. */
    static List<MethodBar> bars(List<ViewedRun> views, List<Finding.Contender> contenders) {
        List<MethodBar> bars = new ArrayList<>();
        for (ViewedRun each : views) {
            RunSummary run = Objects.requireNonNull(each.view().summary());
            var measured = each.view().evaluation(Phase.BEFORE);
            if (bars.isEmpty() && measured != null && run.asrBefore() != null) {
                String href = each.event(measured.position());
                bars.add(bar("before", MethodStyle.NONE, run.asrBefore(), href));
            }
        }
        for (MethodStyle style : MethodStyle.values()) {
            standsFor(contenders, style).ifPresent(each -> bars.add(bar(each, style)));
        }
        return bars;
    }

    private static MethodBar bar(Finding.Contender one, MethodStyle style) {
        String href = "/runs/" + one.arm().middle().run();
        if (one.arm().size() == 1) {
            return bar(one.arm().name(), style, Headline.asr(one.line()), href);
        }
        Spread asr = one.arm().asr();
        String told =
                one.arm().name()
                        + ": "
                        + Contests.spread(one.arm())
                        + ", mean ± standard deviation of "
                        + Repeats.of(one.arm().lines()).counted();
        return new MethodBar(
                one.arm().name(),
                style,
                asr.mean(),
                asr.mean() - asr.sd(),
                asr.mean() + asr.sd(),
                told,
                href);
    }

    private static MethodBar bar(String name, MethodStyle style, Metric asr, String href) {
        String told =
                name
                        + ": "
                        + Headline.told(asr)
                        + ", "
                        + asr.count()
                        + " of "
                        + asr.of()
                        + " attacks";
        return new MethodBar(name, style, asr.value(), asr.low(), asr.high(), told, href);
    }

    /** The papers' own figure: all models' bars on one axis; null where nothing is measured. */
    static @Nullable Drawings figure(List<ComparePage> models) {
        List<BarGroup> groups =
                models.stream()
                        .filter(each -> each.bars().size() > 1)
                        .map(each -> new BarGroup(each.model(), each.bars()))
                        .toList();
        List<List<String>> table = new ArrayList<>();
        for (BarGroup group : groups) {
            for (MethodBar bar : group.bars()) {
                table.add(
                        List.of(
                                group.model(),
                                bar.name(),
                                FigureText.percent(bar.share()),
                                FigureText.interval(bar.low(), bar.high())));
            }
        }
        return groups.isEmpty()
                ? null
                : Drawings.any(
                        size -> MethodBars.draw(groups, size),
                        List.of("model", "method", "attack success", "whisker"),
                        table);
    }

    /**
     * How deep each plan's edit goes, with what it moved and what it cost; where there are too many
     * plans, the one that stands for each method. Null where no answer was begun.
     */
    static @Nullable Drawings depths(List<ViewedRun> views, List<Finding.Contender> contenders) {
        List<DepthLine> lines = new ArrayList<>();
        views.stream()
                .map(ModelBars::unedited)
                .filter(DepthLine::isDeep)
                .findFirst()
                .ifPresent(lines::add);
        List<Finding.Contender> shown =
                contenders.size() <= MOST_LINES
                        ? contenders
                        : Stream.of(MethodStyle.values())
                                .flatMap(style -> standsFor(contenders, style).stream())
                                .toList();
        for (Finding.Contender each : shown) {
            lines.add(
                    DepthLine.after(each.arm().name(), each.arm().lines())
                            .at(
                                    "/runs/" + each.arm().middle().run(),
                                    each.isBroken() ? "broken" : ""));
        }
        return drawn(lines);
    }

    /** The same of one run, before its edit and after; null where no answer was begun. */
    static @Nullable Drawings depths(RunSummary run) {
        List<DepthLine> lines = new ArrayList<>();
        lines.add(DepthLine.of(BEFORE, MethodStyle.NONE, List.of(run.before()), 0).at("", ""));
        if (!run.after().isEmpty()) {
            String broken = Headline.isBroken(run) ? "broken" : "";
            lines.add(DepthLine.after("after the edit", List.of(run)).at("", broken));
        }
        return drawn(lines);
    }

    private static DepthLine unedited(ViewedRun each) {
        RunSummary run = Objects.requireNonNull(each.view().summary());
        return DepthLine.of(BEFORE, MethodStyle.NONE, List.of(run.before()), 0)
                .at("/runs/" + each.run(), "");
    }

    private static @Nullable Drawings drawn(List<DepthLine> lines) {
        List<DepthLine> deep = lines.stream().filter(DepthLine::isDeep).toList();
        return deep.isEmpty()
                ? null
                : Drawings.wide(size -> DepthChart.draw(deep, size), List.of(), List.of());
    }

    private static Optional<Finding.Contender> standsFor(
            List<Finding.Contender> contenders, MethodStyle style) {
        return contenders.stream().filter(each -> each.is(style)).min(Finding.ORDER);
    }

    /** Benign answers kept, or how like they are, against attack success of each run with both. */
    static @Nullable Drawings kept(
            List<ViewedRun> views, List<RunSummary> runs, List<String> names) {
        boolean byWord = runs.stream().allMatch(RunSummary::keepsByWord);
        Ordinary by = byWord ? Ordinary.KEPT : Ordinary.ALIKE;
        List<KeptMark> marks = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            RunSummary run = runs.get(i);
            Metric asr = run.asrAfter();
            Metric kept = run.after().get(byWord ? MetricName.BENIGN_KEPT : MetricName.LIKENESS);
            if (asr != null && kept != null) {
                marks.add(
                        new KeptMark(
                                names.get(i),
                                MethodStyle.of(run.method()),
                                asr,
                                kept,
                                Headline.isBroken(run) ? "broken" : "",
                                "/runs/" + views.get(i).run()));
                table.add(List.of(names.get(i), Headline.told(asr), Headline.told(kept)));
            }
        }
        return marks.isEmpty()
                ? null
                : Drawings.any(
                        size -> KeptChart.draw(marks, size, by),
                        List.of("run", "attack success", by.words()),
                        table);
    }
}
