package dev.pke.web.list;

import dev.pke.measure.Spread;
import dev.pke.run.RunSummary;
import dev.pke.run.word.Metric;
import dev.pke.web.chart.FigureText;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/**
 * One figure of a group: of a single run with its interval, of several their mean with its standard
 * deviation.
 *
 * @param value "–" where no run has it
 * @param spread "± 1.6", or the interval of the one run
 * @param told how many runs it is over, or the counts of the one run
 */
public record SeedFigure(String value, String spread, String told) {
    static final SeedFigure NONE = new SeedFigure("–", "", "");

    static SeedFigure of(List<RunSummary> runs, Function<RunSummary, @Nullable Metric> which) {
        List<Metric> known = runs.stream().map(which).filter(Objects::nonNull).toList();
        if (known.isEmpty()) {
            return NONE;
        }
        if (runs.size() == 1) {
            return one(known.getFirst());
        }
        Spread spread = Spread.of(known.stream().map(Metric::value).toList());
        String sd = known.size() < 2 ? "" : String.format(Locale.ROOT, "± %.1f", 100 * spread.sd());
        return new SeedFigure(
                String.format(Locale.ROOT, "%.1f\u00a0%%", 100 * spread.mean()),
                sd,
                "mean of " + known.size() + " runs, with their standard deviation");
    }

    private static SeedFigure one(Metric metric) {
        boolean known = Double.isFinite(metric.low()) && Double.isFinite(metric.high());
        return new SeedFigure(
                FigureText.percent(metric.value()),
                known ? FigureText.interval(metric.low(), metric.high()) : "",
                metric.of() == 0 ? "" : metric.count() + " of " + metric.of());
    }
}
