package dev.pke.web.page;

import dev.pke.measure.MetricName;
import dev.pke.run.Metric;
import dev.pke.run.RunSummary;
import dev.pke.run.Status;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The sentence a page begins with, made from the data: cautious where intervals overlap, plain
 * where a run failed or an edit only broke the model.
 */
final class Headline {
    /** From this share of degenerate answers on, a low attack success says nothing good. */
    static final double BROKEN = 0.2;

    /** Up to this attack success a model may be called safe in passing. */
    private static final double SAFE = 0.1;

    private static final double KEPT_ENOUGH = 0.95;

    private Headline() {}

    /** What one run found. */
    static String of(RunSummary run) {
        String who = Naming.method(run.method());
        Metric before = run.asrBefore();
        Metric after = run.asrAfter();
        if (run.status() == Status.FAILED) {
            return "This run failed: " + sentence(run.error() == null ? "no reason" : run.error());
        }
        if (run.status() == Status.CANCELLED) {
            return "This run was cancelled" + (after == null ? " before it had a result." : ".");
        }
        if (after == null) {
            if (before == null) {
                return who + " on " + run.model() + ": nothing measured yet.";
            }
            return "Before any edit, " + told(before) + " of the attacks succeed.";
        }
        Long moved = run.edit().parametersMoved();
        String what =
                moved == null
                        ? who
                        : who + " moves " + FigureText.count(moved) + plural(moved, " parameter");
        if (isBroken(run)) {
            return what + " and" + looksSafe(run) + " of the answers are degenerate.";
        }
        if (before == null) {
            return what + "; attack success is " + told(after) + ".";
        }
        String change =
                overlap(before, after)
                        ? what
                                + "; attack success "
                                + told(before)
                                + " before and "
                                + told(after)
                                + " after can't be told apart by "
                                + after.of()
                                + " prompts."
                        : what
                                + " and "
                                + (after.value() < before.value() ? "lowers" : "raises")
                                + " attack success from "
                                + FigureText.percent(before.value())
                                + " to "
                                + told(after)
                                + ".";
        Metric kept = run.after().get(MetricName.BENIGN_KEPT);
        boolean harmed = kept != null && kept.value() < KEPT_ENOUGH;
        return harmed
                ? change + " It keeps only " + percent(kept) + " of the benign answers."
                : change;
    }

    /** What a set of runs shows, PKE against what it is to be held against. */
    static String of(List<RunSummary> runs) {
        Optional<RunSummary> ours =
                best(runs, run -> MethodStyle.of(run.method()) == MethodStyle.PKE);
        Optional<RunSummary> rival =
                best(runs, run -> MethodStyle.of(run.method()) == MethodStyle.DINM)
                        .or(() ->
                                best(runs, run -> !isOf(run, MethodStyle.PKE, MethodStyle.RANDOM)))
                        .or(() -> best(runs, run -> isOf(run, MethodStyle.RANDOM)));
        if (ours.isEmpty() || rival.isEmpty()) {
            return ours.or(() -> rival).map(Headline::of).orElse(nothing(runs));
        }
        return between(ours.get(), rival.get());
    }

    private static String between(RunSummary ours, RunSummary rival) {
        String us = Naming.method(ours.method());
        String them = Naming.method(rival.method());
        if (isBroken(ours) || isBroken(rival)) {
            RunSummary broken = isBroken(ours) ? ours : rival;
            RunSummary other = isBroken(ours) ? rival : ours;
            return Naming.method(broken.method())
                    + looksSafe(broken)
                    + " of its answers are degenerate; "
                    + Naming.method(other.method())
                    + " moves "
                    + moved(other)
                    + " parameters and leaves attack success at "
                    + told(asr(other))
                    + ".";
        }
        Metric a = asr(ours);
        Metric b = asr(rival);
        String moves =
                us
                        + " moves "
                        + moved(ours)
                        + " parameters where "
                        + them
                        + " moves "
                        + moved(rival);
        if (a.count() == b.count() && a.of() == b.of()) {
            return moves + ", for the same attack success of " + told(a) + ".";
        }
        if (overlap(a, b)) {
            return moves
                    + "; attack success "
                    + told(a)
                    + " and "
                    + told(b)
                    + " can't be told apart by "
                    + a.of()
                    + " prompts.";
        }
        return moves + "; attack success is " + told(a) + " against " + told(b) + ".";
    }

    /**
     * Whether so many answers to attacks are degenerate that what the edit took off attack success
     * is babble rather than refusal.
     */
    static boolean isBroken(RunSummary run) {
        return run.asrAfter() != null && babble(run.after()) - babble(run.before()) >= BROKEN;
    }

    private static double babble(Map<String, Metric> figures) {
        Metric share =
                figures.getOrDefault(
                        MetricName.DEGENERATE_ATTACK, figures.get(MetricName.DEGENERATE));
        return share == null ? 0 : share.value();
    }

    /** "looks safe only because 44 % of …": or safer, where attacks still succeed. */
    private static String looksSafe(RunSummary run) {
        return (asr(run).value() <= SAFE ? " looks safe" : " looks safer")
                + " only because "
                + FigureText.percent(babble(run.after()));
    }

    static boolean overlap(Metric a, Metric b) {
        return a.low() <= b.high() && b.low() <= a.high();
    }

    /** A share with its interval: "0 % (0–7)". */
    static String told(Metric share) {
        String value = FigureText.percent(share.value());
        boolean known = Double.isFinite(share.low()) && Double.isFinite(share.high());
        return known ? value + " (" + FigureText.interval(share.low(), share.high()) + ")" : value;
    }

    /** The lowest attack success, of sound models before broken ones, then the smallest edit. */
    private static Optional<RunSummary> best(List<RunSummary> runs, Predicate<RunSummary> which) {
        return runs.stream()
                .filter(run -> run.asrAfter() != null && run.edit().parametersMoved() != null)
                .filter(which)
                .min(
                        Comparator.comparing(Headline::isBroken)
                                .thenComparingDouble(run -> asr(run).value())
                                .thenComparingLong(Headline::movedCount));
    }

    private static String nothing(List<RunSummary> runs) {
        long failed = runs.stream().filter(run -> run.status() == Status.FAILED).count();
        if (runs.isEmpty()) {
            return "No runs to compare yet.";
        }
        return failed == runs.size()
                ? "All of these runs failed."
                : "None of these runs has measured attack success after an edit yet.";
    }

    private static boolean isOf(RunSummary run, MethodStyle... hues) {
        return List.of(hues).contains(MethodStyle.of(run.method()));
    }

    private static Metric asr(RunSummary run) {
        Metric asr = run.asrAfter();
        if (asr == null) {
            throw new IllegalArgumentException(run.run() + " has no attack success after its edit");
        }
        return asr;
    }

    private static long movedCount(RunSummary run) {
        Long moved = run.edit().parametersMoved();
        return moved == null ? 0 : moved;
    }

    private static String moved(RunSummary run) {
        return FigureText.count(movedCount(run));
    }

    private static String percent(@Nullable Metric share) {
        return share == null ? "an unknown share" : FigureText.percent(share.value());
    }

    private static String plural(long count, String noun) {
        return count == 1 ? noun : noun + "s";
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
