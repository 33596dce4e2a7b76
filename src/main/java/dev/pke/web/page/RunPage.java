package dev.pke.web.page;

import dev.pke.event.Blobs;
import dev.pke.run.RunEvent.EvaluationFinished;
import dev.pke.run.RunSummary;
import dev.pke.run.RunView;
import dev.pke.run.Told;
import dev.pke.run.word.Phase;
import dev.pke.web.chart.Drawings;
import dev.pke.web.chart.FigureText;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.chart.Scrubber;
import dev.pke.web.chart.Size;
import dev.pke.web.seen.ListedRun;
import dev.pke.web.seen.Naming;
import dev.pke.web.seen.Origin;
import dev.pke.web.seen.Refusal;
import dev.pke.web.seen.ViewedRun;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Everything the page of one run shows, as of one position. */
public record RunPage(
        String run,
        @Nullable Origin origin,
        String finding,
        String hue,
        String method,
        RunRow row,
        String judge,
        @Nullable VerdictLine verdict,
        String error,
        boolean running,
        Scrubber replay,
        List<StageLine> stages,
        @Nullable Drawings categories,
        @Nullable Drawings arriving,
        @Nullable Drawings losses,
        @Nullable Drawings neurons,
        String moved,
        List<FigureRow> figures,
        @Nullable DepthTable depths,
        List<RemarkRow> remarks,
        AnswerPage answers,
        List<Evidence> evidence) {

    /** The run as {@code then} has it, on the time line of the run as it is {@code now}. */
    public static RunPage of(ViewedRun then, ViewedRun now, AnswerPage.Filter filter, Blobs blobs) {
        ListedRun listed = then.listed();
        if (listed == null) {
            throw Refusal.notFound("The run " + then.run() + " had not begun at that position.");
        }
        RunSummary summary = listed.summary();
        MethodStyle style = MethodStyle.of(summary.method());
        String judge = summary.judge() == null ? "" : summary.judge();
        EvaluationFinished before = fact(then.view().evaluation(Phase.BEFORE));
        EvaluationFinished after = fact(then.view().evaluation(Phase.AFTER));
        List<Charts.Series> series = new ArrayList<>();
        if (before != null) {
            series.add(new Charts.Series("before", MethodStyle.NONE, before, ""));
        }
        if (after != null) {
            series.add(new Charts.Series("after", style, after, ""));
        }
        boolean known = series.stream().anyMatch(one -> !one.evaluation().byCategory().isEmpty());
        boolean stepped = !then.view().losses().isEmpty();
        return new RunPage(
                then.run(),
                then.origin(),
                Headline.of(summary, then.view(), then.origin()),
                style.css(),
                Naming.method(summary.method()),
                RunRow.of(listed, Naming.method(summary.method())),
                judge,
                VerdictLine.of(then),
                summary.error() == null ? "" : summary.error(),
                listed.isAtWork(),
                Scrubber.of(now.view().told(), then.view().position()),
                StageLine.of(listed, then.view().told()),
                known ? Charts.categories(series) : null,
                Charts.arriving(then, now, style),
                !stepped ? null : Charts.losses(then, style),
                Charts.neurons(then, blobs, style, Size.WIDE),
                moved(then.view()),
                FigureRow.of(before, after),
                DepthTable.of(before, after, style),
                RemarkRow.of(then),
                AnswerPage.of(then, filter, judge, style),
                Evidence.of(then));
    }

    /** Whether a reader may say something about it: about a run of ours, as it is now. */
    public boolean takesRemarks() {
        return origin == null && replay.isNow();
    }

    /** The event that holds every figure of an evaluation; "" where there is none. */
    public String evaluation(String phase) {
        return Evidence.ofEvaluation(evidence, phase);
    }

    /** Whether its edit has moved something by then. */
    public boolean hasDiff() {
        return replay.isNow() && evidence.stream().anyMatch(each -> !each.blob().isEmpty());
    }

    /** The page of the event that the scrubber stands at. */
    public String eventHref() {
        return (origin == null ? "" : "/runs/" + run) + "/events/" + replay.position();
    }

    private static @Nullable EvaluationFinished fact(@Nullable Told<EvaluationFinished> told) {
        return told == null ? null : told.fact();
    }

    private static String moved(RunView run) {
        var regions = run.regions();
        if (regions.isEmpty()) {
            return "No region is chosen yet; depth of colour is the score.";
        }
        int neurons = regions.stream().mapToInt(region -> region.fact().neurons().size()).sum();
        return FigureText.count(neurons)
                + (neurons == 1 ? " neuron in " : " neurons in ")
                + regions.size()
                + (regions.size() == 1 ? " block" : " blocks")
                + ", outlined; depth of colour is the score (square-root scale).";
    }
}
