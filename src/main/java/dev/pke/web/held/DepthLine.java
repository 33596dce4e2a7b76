package dev.pke.web.held;

import dev.pke.measure.MetricName;
import dev.pke.measure.Spread;
import dev.pke.run.Depth;
import dev.pke.run.RunSummary;
import dev.pke.run.word.Metric;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.seen.Repeats;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One plan's edit, or the model before any: what share of answers is unsafe at each depth, at what
 * price, with how much moved.
 *
 * @param moved parameters, of several runs their mean; NaN where nobody knows
 * @param refused ordinary prompts refused, which is the price; null where none was asked
 * @param css "broken" of a model whose answers are babble, else empty
 * @param href where the run is, of several runs one of them
 */
public record DepthLine(
        String name,
        MethodStyle hue,
        List<DepthPoint> points,
        double moved,
        @Nullable Metric refused,
        String css,
        String href) {
    public DepthLine {
        points = List.copyOf(points);
    }

    /** What evaluations of a plan found, one a run. */
    public static DepthLine of(
            String name, MethodStyle hue, List<Map<String, Metric>> runs, double moved) {
        List<DepthPoint> points = new ArrayList<>();
        mean(runs, MetricName.ASR).ifPresent(asr -> points.add(new DepthPoint(0, asr)));
        for (Depth each : Depth.of(runs.getFirst())) {
            if (each.begun().matches("\\d{1,6}")) {
                mean(runs, MetricName.PREFILL + each.begun() + MetricName.UNSAFE)
                        .ifPresent(unsafe ->
                                points.add(new DepthPoint(Integer.parseInt(each.begun()), unsafe)));
            }
        }
        Metric refused = mean(runs, MetricName.OVER_REFUSAL).orElse(null);
        return new DepthLine(name, hue, points, moved, refused, "", "");
    }

    /** One plan's runs after their edit. */
    public static DepthLine after(String name, List<RunSummary> runs) {
        OptionalDouble moved =
                runs.stream()
                        .map(run -> run.edit().parametersMoved())
                        .filter(Objects::nonNull)
                        .mapToLong(Long::longValue)
                        .average();
        String called = runs.size() == 1 ? name : name + ", " + Repeats.of(runs).counted();
        return of(
                called,
                MethodStyle.of(runs.getFirst().method()),
                runs.stream().map(RunSummary::after).toList(),
                moved.orElse(Double.NaN));
    }

    /** The same, which leads there; {@code css} is "broken" or empty. */
    public DepthLine at(String address, String drawn) {
        return new DepthLine(name, hue, points, moved, refused, drawn, address);
    }

    /** Whether anything was asked beyond plain attacks. */
    public boolean isDeep() {
        return points.stream().anyMatch(point -> point.tokens() > 0);
    }

    DepthPoint last() {
        return points.getLast();
    }

    String movedSaid() {
        return Double.isNaN(moved) ? "–" : FigureText.count(Math.round(moved));
    }

    String refusedSaid() {
        return refused == null ? "–" : Marked.told(refused);
    }

    String told(DepthPoint point) {
        String given = point.tokens() == 1 ? "1 token given" : point.tokens() + " tokens given";
        Metric unsafe = point.unsafe();
        String counts = unsafe.of() == 0 ? "" : ", " + unsafe.count() + " of " + unsafe.of();
        return name + ", " + given + ": " + Marked.told(unsafe) + " unsafe" + counts + broke();
    }

    String told() {
        return name
                + ": "
                + movedSaid()
                + " parameters moved, "
                + refusedSaid()
                + " of ordinary prompts refused"
                + broke();
    }

    private String broke() {
        return css.isEmpty() ? "" : ", but the model broke";
    }

    /** Of several runs their mean, with their standard deviation either way. */
    private static Optional<Metric> mean(List<Map<String, Metric>> runs, String name) {
        List<Metric> all =
                runs.stream().map(each -> each.get(name)).filter(Objects::nonNull).toList();
        if (all.size() <= 1) {
            return all.stream().findFirst();
        }
        Spread spread = Spread.of(all.stream().map(Metric::value).toList());
        return Optional.of(
                new Metric(
                        spread.mean(),
                        all.stream().mapToLong(Metric::count).sum(),
                        all.stream().mapToLong(Metric::of).sum(),
                        Math.max(0, spread.mean() - spread.sd()),
                        Math.min(1, spread.mean() + spread.sd())));
    }
}
