package dev.pke.web.list;

import dev.pke.measure.MetricName;
import dev.pke.measure.Spread;
import dev.pke.run.RunSummary;
import dev.pke.run.word.Metric;
import dev.pke.run.word.ReplayVerdict;
import dev.pke.run.word.Status;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.chart.Svg;
import dev.pke.web.page.RunRow;
import dev.pke.web.seen.Naming;
import dev.pke.web.seen.Repeats;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The runs of one plan, which differ in nothing but their seeds and the instances they drew, as one
 * line.
 *
 * @param key what its plan is but for these
 * @param found those that were asked for, in the order that was asked for
 */
record RunGroup(String key, List<Found> found) {
    private static final int COMPARED = 100;

    /** More could not be told apart. */
    private static final int DOTS = 200;

    RunGroup {
        found = List.copyOf(found);
    }

    Found first() {
        return found.getFirst();
    }

    private List<RunSummary> summaries() {
        return found.stream().map(each -> each.listed().summary()).toList();
    }

    /** What its runs are called. */
    String plan() {
        return Naming.plan(summaries());
    }

    /** What tells its runs apart. */
    Repeats repeats() {
        return Repeats.of(summaries());
    }

    /** Its runs as a comparison names them, as many as one address holds. */
    String runs() {
        return String.join(
                ",", found.stream().limit(COMPARED).map(each -> each.listed().run()).toList());
    }

    /** What the state column says: the worst first, such as "1 failed, 4 finished". */
    String states() {
        Map<String, Integer> counts =
                new TreeMap<>(Comparator.comparingInt(RunGroup::badness).thenComparing(s -> s));
        found.forEach(each -> counts.merge(each.line().status(), 1, Integer::sum));
        if (found.size() == 1) {
            return counts.keySet().iterator().next();
        }
        List<String> words = new ArrayList<>();
        counts.forEach((status, count) -> words.add(count + " " + status));
        return String.join(", ", words);
    }

    /** The mark of its worst state. */
    String dot() {
        return found.stream()
                .min(Comparator.comparingInt(each -> badness(each.line().status())))
                .map(each -> RunRow.dot(each.listed()))
                .orElse("");
    }

    private static int badness(String status) {
        return List.of("failed", "lost", "cancelled", "running").indexOf(status) < 0
                ? 9
                : List.of("failed", "lost", "cancelled", "running").indexOf(status);
    }

    /** "3 ✓ 1 ✗": replays that were equal, that were not, and that could not say. */
    String replays() {
        int same = 0;
        int differs = 0;
        int open = 0;
        for (RunSummary run : summaries()) {
            ReplayVerdict verdict = run.review().replay();
            same += verdict != null && verdict.isPass() ? 1 : 0;
            differs += verdict == ReplayVerdict.FAIL ? 1 : 0;
            open += verdict == ReplayVerdict.INCONCLUSIVE ? 1 : 0;
        }
        String text =
                (same > 0 ? same + "\u00a0✓ " : "")
                        + (differs > 0 ? differs + "\u00a0✗ " : "")
                        + (open > 0 ? open + "\u00a0?" : "");
        return text.isEmpty() ? "–" : text.strip();
    }

    boolean isReplayFailed() {
        return summaries().stream().anyMatch(run -> run.review().replay() == ReplayVerdict.FAIL);
    }

    /** Whether the edit broke the model in any of its runs. */
    boolean isBroken() {
        return found.stream().anyMatch(each -> RunRow.isVoid(each.listed()));
    }

    SeedFigure figure(String metric) {
        return SeedFigure.of(summaries(), run -> result(run).get(metric));
    }

    /** What became of ordinary answers: those kept word for word, or how like they are, and KL. */
    SeedFigure ordinary() {
        if (summaries().stream().allMatch(RunSummary::keepsByWord)) {
            return figure(MetricName.BENIGN_KEPT);
        }
        SeedFigure alike = figure(MetricName.LIKENESS);
        List<Double> kl =
                summaries().stream()
                        .map(run -> result(run).get(MetricName.KL))
                        .filter(Objects::nonNull)
                        .map(Metric::value)
                        .toList();
        String price =
                kl.isEmpty()
                        ? " alike"
                        : String.format(Locale.ROOT, " alike, KL %.2g", Spread.of(kl).mean());
        return new SeedFigure(
                alike.value(),
                alike.spread() + price,
                "how like benign answers are to those before (ROUGE-L), " + alike.told());
    }

    SeedFigure before() {
        return SeedFigure.of(summaries(), RunSummary::asrBefore);
    }

    SeedFigure after() {
        return SeedFigure.of(summaries(), RunSummary::asrAfter);
    }

    /** What a run ended with: after its edit, or where it ended and edited nothing, before. */
    private static Map<String, Metric> result(RunSummary run) {
        boolean measures = MethodStyle.of(run.method()) == MethodStyle.NONE;
        return measures && run.status() == Status.FINISHED ? run.latest() : run.after();
    }

    /** A dot for each run, so that nothing hides behind a mean; null for a single run. */
    @Nullable Svg dots() {
        Repeats repeats = repeats();
        List<SeedStrip.Dot> dots = new ArrayList<>();
        for (Found each : found.subList(0, Math.min(DOTS, found.size()))) {
            Metric asr = each.listed().summary().asrAfter();
            if (asr != null) {
                String told = repeats.told(each.listed().summary());
                dots.add(
                        new SeedStrip.Dot(
                                asr.value(), told + ": " + FigureText.percent(asr.value())));
            }
        }
        return found.size() < 2 || dots.isEmpty()
                ? null
                : SeedStrip.draw(dots, MethodStyle.of(first().listed().summary().method()));
    }

    /** Parameters moved: one number, or from least to most. */
    String parameters() {
        List<Long> moved =
                summaries().stream()
                        .map(run -> run.edit().parametersMoved())
                        .filter(Objects::nonNull)
                        .sorted()
                        .toList();
        if (moved.isEmpty()) {
            boolean measures =
                    MethodStyle.of(first().listed().summary().method()) == MethodStyle.NONE;
            return measures ? "0" : "–";
        }
        String least = FigureText.count(moved.getFirst());
        return moved.getFirst().equals(moved.getLast())
                ? least
                : least + "–" + FigureText.count(moved.getLast());
    }

    /** The mean seconds of its stages. */
    String seconds() {
        double mean =
                summaries().stream().mapToDouble(run -> run.timing().seconds()).average().orElse(0);
        return FigureText.seconds(mean);
    }

    /** The figure that a name stands for, for the degenerate column: the attacks' where known. */
    SeedFigure degenerate() {
        return SeedFigure.of(summaries(), run -> result(run).get(MetricName.DEGENERATE));
    }

    /** The last digits of its key, for an element's name. */
    String id() {
        return "g-" + key.toLowerCase(Locale.ROOT);
    }
}
