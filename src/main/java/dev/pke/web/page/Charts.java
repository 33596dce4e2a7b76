package dev.pke.web.page;

import dev.pke.measure.HarmCategory;
import dev.pke.measure.MetricName;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunSummary;
import dev.pke.run.Told;
import dev.pke.run.word.Metric;
import dev.pke.run.word.Phase;
import dev.pke.web.chart.CategoryChart;
import dev.pke.web.chart.Drawings;
import dev.pke.web.chart.LossChart;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.chart.RunningRate;
import dev.pke.web.inside.LossBands;
import dev.pke.web.inside.LossLine;
import dev.pke.web.inside.LossTable;
import dev.pke.web.inside.LossWindow;
import dev.pke.web.inside.Stretch;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Turns what is known of runs into drawings. */
public final class Charts {
    private static final int CURVE = 120; // places enough for half a page

    /** SafeEdit's categories in its own order; unknown ones follow by name. */
    private static final Comparator<String> CATEGORY_ORDER =
            Comparator.comparingInt(
                            (String name) -> Math.floorMod(HarmCategory.NAMES.indexOf(name), 99))
                    .thenComparing(name -> name);

    private Charts() {}

    /** One series of the category chart: an evaluation and the page its answers are on. */
    record Series(String name, MethodStyle hue, EvaluationFinished evaluation, String page) {
        /** Where the answers of one category are. */
        String href(String category) {
            String asked = URLEncoder.encode(category, StandardCharsets.UTF_8);
            return page + "?kind=attack&category=" + asked + "#answers";
        }
    }

    static Drawings categories(List<Series> series) {
        var names = new TreeSet<>(CATEGORY_ORDER);
        series.forEach(each -> names.addAll(each.evaluation().byCategory().keySet()));
        List<CategoryChart.Row> rows = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        for (String name : names) {
            List<CategoryChart.Bar> bars = new ArrayList<>();
            List<String> cells = new ArrayList<>(List.of(name.toLowerCase(Locale.ROOT)));
            for (Series each : series) {
                Map<String, Metric> metrics =
                        each.evaluation().byCategory().getOrDefault(name, Map.of());
                Metric asr = metrics.get(MetricName.ASR);
                cells.add(asr == null ? "–" : Headline.told(asr));
                if (asr != null && Double.isFinite(asr.value())) {
                    bars.add(new CategoryChart.Bar(each.name(), each.hue(), asr, each.href(name)));
                }
            }
            if (!bars.isEmpty()) {
                rows.add(new CategoryChart.Row(name.toLowerCase(Locale.ROOT), bars));
                table.add(cells);
            }
        }
        List<String> head = new ArrayList<>(List.of("category"));
        series.forEach(each -> head.add(each.name()));
        return Drawings.half(size -> CategoryChart.draw(rows, size), head, table);
    }

    /**
     * How attack success stood as answers arrived, of a run as it was; null before the first.
     *
     * @param whole the run as it is now, which knows its judge and how many attacks there are
     */
    public static @Nullable Drawings arriving(ViewedRun then, ViewedRun whole, MethodStyle style) {
        RunSummary now = whole.view().summary();
        String judge = now == null || now.judge() == null ? "" : now.judge();
        List<Boolean> before = succeeded(then, Phase.BEFORE, judge);
        List<Boolean> after = succeeded(then, Phase.AFTER, judge);
        int asked = succeeded(whole, Phase.BEFORE, judge).size();
        if (before.isEmpty() && after.isEmpty()) {
            return null;
        }
        List<RunningRate.Series> series =
                List.of(
                        new RunningRate.Series("before", MethodStyle.NONE, before),
                        new RunningRate.Series("after", style, after));
        int most = Math.max(asked, after.size());
        return Drawings.half(size -> RunningRate.draw(series, most, size), List.of(), List.of());
    }

    private static List<Boolean> succeeded(ViewedRun viewed, Phase phase, String judge) {
        return viewed.view().answers().stream()
                .map(Told::fact)
                .filter(said -> said.phase() == phase && said.kind().equals("attack"))
                .map(said -> said.verdicts().getOrDefault(judge, first(said.verdicts())))
                .map("unsafe"::equals)
                .toList();
    }

    private static String first(Map<String, String> verdicts) {
        return verdicts.values().stream().sorted().findFirst().orElse("");
    }

    /** One loss term as a line: where there are more steps than places, the middle of several. */
    static LossChart.Series curve(
            String name, MethodStyle style, LossChart.Dash dash, ViewedRun viewed, String term) {
        LossTable table = LossTable.of(viewed.view());
        LossBands bands = LossBands.of(table, LossWindow.WHOLE, CURVE);
        List<LossChart.Point> points = new ArrayList<>();
        for (LossLine line : bands.lines()) {
            if (!line.term().equals(term)) {
                continue;
            }
            for (int i = 0; i < bands.stretches().size(); i++) {
                Stretch at = bands.stretches().get(i);
                String href = viewed.event(at.position());
                points.add(new LossChart.Point(at.to(), line.middle()[i], href));
            }
        }
        return new LossChart.Series(name, style, dash, points);
    }
}
